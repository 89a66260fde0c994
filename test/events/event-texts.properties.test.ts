import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { acceptEntry } from '#events/accept-entry.ts';
import { eventTexts, fingerprintOfBody } from '#events/event-texts.ts';
import { runs } from '#test/support/runs.ts';
import { example } from './entries.ts';
import { spelled, spellings } from './spelled-json.ts';

const keys = fc.constantFrom('note', 'detail', 'source', '__proto__', '7', 'é{');
const unknown = fc.dictionary(keys, fc.jsonValue({ maxDepth: 2 }), { noNullPrototype: true });
const envelopes = fc.constantFrom(
  {},
  { resources: [], id: 'e,"detail":{' },
  { a: { c: 1, detail: { b: 1 } } },
  { '5': '}' },
);

/** Entries that are accepted, with fields of every kind that Patron does not know, in an envelope of any form. */
const entries = fc.tuple(unknown, envelopes, envelopes).map(([more, before, after]) => {
  const { detail, ...rest } = example('VisitMade');
  return { ...before, ...rest, detail: { ...more, ...detail }, ...after };
});

test('an event has the same fingerprint and a body of the same meaning, in whatever way its text is spelled', () => {
  fc.assert(
    fc.property(entries, spellings, (entry, spelling) => {
      const text = spelled(entry, spelling);
      const parsed: unknown = JSON.parse(text);
      const [fromText, alone] = [acceptEntry(parsed, text), acceptEntry(parsed)];
      if (!fromText.ok || !alone.ok) throw new Error(`Cannot take ${text}: it is refused`);
      expect(fromText.event).toEqual(alone.event);
      expect(fromText.fingerprint).toBe(alone.fingerprint);
      expect(JSON.parse(fromText.body)).toEqual(JSON.parse(alone.body));
      expect(Object.keys(JSON.parse(fromText.body) as object)).toEqual(Object.keys(JSON.parse(alone.body) as object));
      expect(fingerprintOfBody(fromText.body)).toBe(alone.fingerprint);
    }),
    runs(3_000),
  );
});

test('the body of a text that JSON.stringify wrote is the same to the byte', () => {
  fc.assert(
    fc.property(entries, (entry) => {
      const text = JSON.stringify(entry);
      const parsed: unknown = JSON.parse(text);
      expect(acceptEntry(parsed, text)).toMatchObject({
        body: (acceptEntry(parsed) as { readonly body: string }).body,
      });
    }),
    runs(1_000),
  );
});

test.each([
  ['has spaces', '{"detail-type": "VisitMade","detail":{"eventId": "e-1"}}'],
  ['is long', `{"detail-type":"VisitMade","detail":{"eventId":"${String.raw`\u00e9`.repeat(6_000)}"}}`],
])('a text that %s is written anew, lest a body takes more room than its event', (_why, text) => {
  const entry = JSON.parse(text) as { readonly detail: object };
  const written = JSON.stringify({ 'detail-type': 'VisitMade', detail: entry.detail });
  expect(eventTexts('VisitMade', { ...entry }, text)?.body).toBe(written);
});
