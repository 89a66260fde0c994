import { describe, expect, test } from 'vitest';
import { checkSettings } from '#infra/settings/check-settings.ts';
import { adapters, type AdapterName } from '#lib/core/adapters/adapters.ts';
import { samplesOf } from '#test/adapters/payloads.ts';
import { codeBlocks, inlineCode, read } from './pages.ts';

/** How a payload says what it is, by its page: in a header or in the body. */
const pagesOf: Readonly<Record<Exclude<AdapterName, 'segment'>, (topic: string) => readonly [object, object]>> = {
  shopify: (topic) => [{}, { 'x-shopify-topic': topic }],
  wooCommerce: (topic) => [{}, { 'x-wc-webhook-topic': topic }],
  stripe: (type) => [{ type, id: 'evt_1', created: 1, data: { object: { id: 'x' } } }, {}],
};

const topicForms = {
  shopify: /^(?:[a-z_]+\/[a-z_]+|customer\.[a-z_]+)$/,
  wooCommerce: /^(?:order|customer)\.[a-z]+$/,
  stripe: /^[a-z_]+\.[a-z_.]+$/,
};

const textOf = (adapter: AdapterName): string => read(`docs/sources/${adapter.toLowerCase()}.md`);

const headings = ['Here', 'What becomes of it', 'How to see that it works', 'History', 'What is not carried over'];

describe.each(Object.keys(adapters) as AdapterName[])('the page of %s', (adapter) => {
  const page = `docs/sources/${adapter.toLowerCase()}.md`;

  test('answers what everybody asks', () => {
    const found = new Set([...read(page).matchAll(/^## (.*)$/gm)].map(([, heading]) => heading));
    expect(headings.filter((heading) => !found.has(heading))).toEqual([]);
  });

  test('has settings that a deployment takes', () => {
    const stages = codeBlocks(read(page)).filter((block) => block.includes('"sources"'));
    const taken = stages.map((stage) => {
      const given = { name: 'shop', catalogue: 'default', producers: [], ...JSON.parse(stage) };
      return checkSettings(given, page).sources;
    });
    expect(taken.flat().map((source) => source.adapter)).toEqual(stages.map(() => adapter));
    expect(stages.length).toBeGreaterThan(0);
  });

  test('is named where sources are set', () => {
    expect(read('docs/deploy.md')).toContain(`](${page.replace('docs/', '')})`);
  });
});

const isKnown = (adapter: keyof typeof pagesOf, topic: string): boolean => {
  const [payload, headers] = pagesOf[adapter](topic);
  const adapted = adapters[adapter](payload, { ...headers });
  return !('unusable' in adapted && adapted.unusable.startsWith('unknown-'));
};

describe.each(Object.keys(pagesOf) as (keyof typeof pagesOf)[])('the topics of %s', (adapter) => {
  const topics = new Set(inlineCode(textOf(adapter)).filter((word) => topicForms[adapter].test(word)));

  test('are read, where the page names them', () => {
    expect(topics.size).toBeGreaterThan(5);
    expect([...topics].filter((topic) => !isKnown(adapter, topic))).toEqual([]);
  });

  test('are on the page, where the samples have them and they are read', () => {
    const seen = samplesOf(adapter).flatMap(({ headers, payload }) => {
      const fromBody = (payload as { readonly type?: unknown }).type;
      const topic = headers?.['x-shopify-topic'] ?? headers?.['x-wc-webhook-topic'] ?? fromBody;
      return typeof topic === 'string' && isKnown(adapter, topic) ? [topic] : [];
    });
    expect([...new Set(seen)].filter((topic) => !topics.has(topic))).toEqual([]);
  });
});

test('the page of Segment names every call of the samples that is read', () => {
  const seen = samplesOf('segment').flatMap(({ payload, unusable = '' }) => {
    const { type, event } = payload as { readonly type: string; readonly event?: string };
    return unusable.startsWith('unknown-') ? [] : [event ?? type];
  });
  const text = textOf('segment');
  expect([...new Set(seen)].filter((name) => !text.includes(name))).toEqual([]);
});
