import '#test/functions/configured.ts';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createHandler } from '#functions/adapt.ts';
import { telemetry } from '#functions/runtime/telemetry.ts';
import { checkSettings } from '#infra/settings/check-settings.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import type { ProducedEvent } from '#lib/ports/publisher/put-events.ts';
import { startPatron, type Change } from '#lib/tools/testing/testing.ts';
import { samplesOf } from '#test/adapters/payloads.ts';
import { handingBack } from '#test/functions/handing-back.ts';
import { envelope, invoke, listen, sqsEvent, sqsRecord } from '#test/functions/invoke.ts';
import { ofRule, sendAll } from '#test/support/tools/event-bridge.ts';
import { startTool } from '#test/support/tools/fake-tool.ts';
import { marketingTools } from '#test/support/tools/marketing-tools.ts';
import { embedded } from '#test/use-cases/given.ts';
import { synthesise, theResource, type Json } from './synthesised.ts';

/** The stage of the README. */
const stage = JSON.parse(readFileSync('docs/snippets/shopify-klaviyo.json', 'utf8'));

const { stateless } = synthesise(stage);
const rule = theResource(stateless, 'AWS::Events::Rule', { Description: 'Changes of segments for klaviyo' })[
  'Properties'
];

const samples = samplesOf('shopify');
const sampleOf = (name: string): Json => structuredClone(samples.find((sample) => sample.name === name)!);

/** An order as Shopify tells it, under another number. */
const orderAs = (name: string, number: number): Json => {
  const { headers, payload } = sampleOf(name);
  return { headers, payload: { ...payload, id: payload.id + number } };
};

const onBus = ({ headers, payload }: Json): string =>
  envelope({ source: 'aws.partner/shopify.com/12345/shop', detail: { payload, metadata: headers } });

const queue = 'arn:aws:sqs:us-east-1:000000000000:shopify';

/** A whole shop: what Shopify sends becomes events, these move a customer's segments, and Klaviyo hears of it. */
const opened = async () => {
  const shop = await startPatron({ segments: defaultCatalogue, now: '2026-03-12T12:00:00Z' });
  onTestFinished(() => shop.close());
  const bus = {
    put: async (events: readonly ProducedEvent[]) => {
      for (const event of events) await shop.put({ ...event });
      return events.map(() => undefined);
    },
  };
  const { store } = embedded();
  const adapters = new Map([[queue, 'shopify']]);
  const handler = createHandler({ ...handingBack().deps, ...telemetry('adapt'), store, bus, adapters });
  const send = async (...sent: readonly Json[]) => {
    const records = sent.map((each) => ({ ...sqsRecord(onBus(each), { arrivedAt: 0 }), eventSourceARN: queue }));
    expect(await invoke(handler, sqsEvent(...records))).toEqual({ batchItemFailures: [] });
  };
  return { shop, store, send };
};

const isMatched = ({ customerId, origin, segment }: Change): boolean => {
  const { detail } = rule.EventPattern;
  return (
    customerId !== undefined &&
    detail.segment.key.includes(segment.key) &&
    !detail.origin[0]['anything-but'].includes(origin)
  );
};

/** What Klaviyo has of the changes, though each is told it twice and every third time it fails. */
const heardOf = async (changes: readonly Change[]) => {
  const clock = { now: 0 };
  const fake = await startTool(marketingTools.klaviyo, clock);
  onTestFinished(fake.stop);
  fake.state.mood = (request) => (request % 3 === 0 ? 'failing' : 'well');
  const bodies = changes.filter(isMatched).map((detail) => ofRule(rule.Targets[0].InputTransformer, { detail }));
  const headers = { ...marketingTools.klaviyo.headers };
  const destination = { url: `${fake.url}/api/events`, perSecond: 58, headers };
  expect(await sendAll(destination, [...bodies, ...bodies], clock)).toEqual([]);
  return fake.events
    .map(({ name, person, properties }) => `${person} ${name} ${String(properties['segment'])}`)
    .toSorted();
};

afterEach(() => vi.restoreAllMocks());

const customer = '6940095564';

describe('the shop of the README', () => {
  test('is a stage', () => {
    expect(checkSettings(stage, 'the README')).toMatchObject({ name: 'shop' });
    expect(readFileSync('docs/snippets/shopify-klaviyo.json', 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(
      12,
    );
  });

  test('loses, doubles and invents no order, refund, consent or erasure on the way to Klaviyo', async () => {
    listen();
    const { shop, store, send } = await opened();
    const orders = [0, 1, 2].map((number) => orderAs('order-paid', number));
    await send(...orders, sampleOf('customer-updated'));
    // Everything comes again, and an older telling after a newer one.
    await send(orderAs('order-refunded-in-part', 0), ...orders, sampleOf('order-of-a-guest'), sampleOf('order-test'));
    const { reason, rule: why } = [...store.quarantined()][0]!;
    expect([reason, why]).toEqual(['unusable', 'must be of use (no-person)']);
    await shop.advance('P70D');
    await send(sampleOf('customer-deleted'));
    expect(await heardOf(shop.changes())).toEqual([
      `${customer} Segment entered lapsing-regulars`,
      `${customer} Segment entered new-customers`,
      `${customer} Segment exited lapsing-regulars`,
      `${customer} Segment exited new-customers`,
    ]);
    const lapsing = shop
      .changes()
      .find(({ segment, status }) => segment.key === 'lapsing-regulars' && status === 'entered');
    expect(lapsing?.effectiveAt).toBe('2026-05-04T09:12:28.000Z');
    expect(lapsing?.traits).toMatchObject({ 'orders.count': 3 });
    const origins = shop
      .changes()
      .filter(({ segment }) => segment.key === 'lapsing-regulars')
      .map(({ origin }) => origin);
    expect(origins).toEqual(['timer', 'erasure']);
  });
});
