import * as fc from 'fast-check';
import * as z from 'zod/mini';
import { describe, expect, test } from 'vitest';
import { eventTypes, incomingEvents } from '#events/incoming-event.ts';
import { absent, example } from './entries.ts';

/** The ways in which one value of an example is spoilt, or not. */
const spoilt = fc.constantFrom<unknown>(
  absent,
  null,
  undefined,
  '',
  'x',
  0,
  -1,
  1.5,
  true,
  [],
  {},
  [null],
  ['x'],
  'x'.repeat(257),
);

const places = (value: unknown): [object, string][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => [[value, key] as [object, string], ...places(inner)])
    : [];

describe('incomingEvents', () => {
  test.each(eventTypes)('%s reads the same when its schema is compiled for speed', (type) => {
    const { schema } = incomingEvents[type];
    const compiled = z.compile(schema, { strict: true });
    fc.assert(
      fc.property(fc.nat(), spoilt, (index, value) => {
        const { detail } = example(type);
        const all = places(detail);
        const [object, key] = all[index % all.length] ?? [detail, 'eventId'];
        if (value === absent) Reflect.deleteProperty(object, key);
        else Reflect.set(object, key, value);
        const [plain, fast] = [z.safeParse(schema, detail), z.safeParse(compiled, detail)];
        expect(fast.data).toEqual(plain.data);
        expect(fast.error?.issues).toEqual(plain.error?.issues);
      }),
    );
  });
});
