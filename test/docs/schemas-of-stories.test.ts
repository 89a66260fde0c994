import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { readStory } from '#lib/tools/stories/story-faults.ts';
import { storyJsonSchema } from '#lib/tools/stories/story-json-schema.ts';

const schema = storyJsonSchema();
const fits = new Ajv({ strictTypes: false }).compile(schema);

const json = (url: URL): unknown => JSON.parse(readFileSync(url, 'utf8'));

const folder = new URL('../../lib/core/segments/default/stories/', import.meta.url);
const told = [
  new URL('../../docs/snippets/a-regular-lapses.json', import.meta.url),
  ...readdirSync(folder).map((name) => new URL(name, folder)),
];

const line = { time: '2026-11-02T12:00:00Z', source: 'shop', 'detail-type': 'VisitMade', detail: {} };
const then = { at: '2026-11-02T12:00:00Z', entered: 'fresh' };
const story = { story: 'Somebody looks.', given: [line], then: [then] };

const accepted: readonly object[] = [
  {},
  { $schema: '../story.json' },
  { then: [{ ...then, id: '~visitor-7' }] },
  { then: [{ at: '2026-11-02T13:00+01:00', notMember: 'fresh', id: 'cust-42' }] },
];

const refused: readonly object[] = [
  { story: '' },
  { story: undefined },
  { given: [] },
  { given: ['a line'] },
  { then: [] },
  { then: [{ at: then.at }] },
  { then: [{ ...then, exited: 'fresh' }] },
  { then: [{ ...then, enterd: 'fresh' }] },
  { then: [{ ...then, at: '2026-11-02' }] },
  { then: [{ ...then, at: '2026-02-30T12:00:00Z' }] },
  { then: [{ ...then, id: 'nobody at all' }] },
  { then: [{ ...then, entered: '' }] },
  { givn: [line] },
];

const ofStory = (part: object): unknown => JSON.parse(JSON.stringify({ ...story, ...part }));

describe('docs/schemas/story.json', () => {
  test('is what the checks say; npm run docs:schemas writes it', async () => {
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot('../../docs/schemas/story.json');
  });

  test('accepts the stories that come with Patron', () => {
    expect(told.filter((url) => !fits(json(url)))).toEqual([]);
  });

  test.each(accepted)('accepts %j, as the checks do', (part) => {
    expect(readStory(ofStory(part)).kind).toBe('story');
    expect(fits(ofStory(part))).toBe(true);
  });

  test.each(refused)('refuses %j, as the checks do', (part) => {
    expect(readStory(ofStory(part)).kind).toBe('faults');
    expect(fits(ofStory(part))).toBe(false);
  });
});
