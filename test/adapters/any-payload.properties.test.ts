import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acceptEntry } from '#events/accept-entry.ts';
import { adapters, type AdapterName } from '#lib/core/adapters/adapters.ts';
import { runs } from '#test/support/runs.ts';
import { samplesOf } from './payloads.ts';

const names = Object.keys(adapters) as AdapterName[];

/** What may stand in a payload where something else was expected. */
const anything = fc.oneof(
  fc.constantFrom(null, '', 'x', '💙', '0', '-1.5', '1e400', 0, -1, 1.005, 2 ** 53, 9e12, 1e300, -0, true, false),
  fc.constantFrom('9999-12-31T23:59:59Z', '0000-01-01T00:00:00Z', '2026-02-30T00:00:00Z', 'a'.repeat(300)),
  fc.constantFrom([], {}, [[]], [null], [{}], { id: null }),
);

type Json = null | string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

/** The paths of all values inside. */
const pathsIn = (value: Json): readonly (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => [[key], ...pathsIn(inner).map((path) => [key, ...path])])
    : [];

/** A copy with another value at a path; undefined leaves it out. */
const changed = (value: Json, [key = '', ...rest]: readonly string[], other: unknown): Json => {
  const copy = (Array.isArray(value) ? [...(value as readonly Json[])] : { ...(value as object) }) as Record<
    string,
    unknown
  >;
  copy[key] = rest.length === 0 ? other : changed(copy[key] as Json, rest, other);
  return JSON.parse(JSON.stringify(copy));
};

const damaged = (adapter: AdapterName) =>
  fc.constantFrom(...samplesOf(adapter)).chain(({ payload, headers }) =>
    fc
      .array(fc.tuple(fc.constantFrom(...pathsIn(payload as Json)), fc.option(anything, { nil: undefined })), {
        maxLength: 3,
      })
      .map((changes) => ({
        headers,
        payload: changes.reduce<Json>((whole, [path, other]) => {
          const isThere = pathsIn(whole).some((each) => each.join('.') === path.join('.'));
          return isThere ? changed(whole, path, other) : whole;
        }, payload as Json),
      })),
  );

describe.each(names)('%s', (adapter) => {
  test('gives events that are accepted, or a reason, whatever it is sent', () => {
    fc.assert(
      fc.property(damaged(adapter), ({ payload, headers }) => {
        const adapted = adapters[adapter](payload, headers);
        const events = 'events' in adapted ? adapted.events : [];
        const reason = 'unusable' in adapted ? adapted.unusable : 'none';
        expect({ reason, refused: events.filter((event) => !acceptEntry(event).ok) }).toEqual({
          reason: expect.stringMatching(/./),
          refused: [],
        });
      }),
      runs(6_000),
    );
  });

  test.each([undefined, null, 'text', 7, [], {}, { type: {} }, JSON.parse('{"__proto__": {"type": "page"}}')])(
    'says why it cannot use %j',
    (payload) => {
      expect(adapters[adapter](payload)).toEqual({ unusable: expect.stringMatching(/./) });
    },
  );
});

test('a payload that is nested too deep has a reason', () => {
  const properties = JSON.parse(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`);
  const call = { type: 'page', userId: 'ann', timestamp: '2026-03-05T09:12:00Z', properties };
  expect(adapters.segment(call)).toEqual({ unusable: 'nested too deep' });
});
