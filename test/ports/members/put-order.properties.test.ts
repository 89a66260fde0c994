import { describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import { type Membership } from '#lib/core/members/membership.ts';
import { wholeSegment } from '#lib/core/members/shard.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import { dynamoDbMembers } from '#lib/ports/members/dynamodb/dynamodb-members.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { day, noon } from './shop-of-members.ts';

const segments = ['regulars', 'newsletter'] as const;

/** One person's changes in one segment, in the order of their commits: entries and exits take turns, and any may be quiet. */
const course = fc
  .record({
    person: fc.constantFrom<PersonKey>('C#ada', 'C#bob', 'C#eve', 'A#ada', 'A#browser-7'),
    segment: fc.constantFrom(...segments),
    quiet: fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }),
    steps: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 6, maxLength: 6 }),
  })
  .map(({ person, segment, quiet, steps }) => {
    let rank = 0;
    return quiet.map((isQuiet, index): Membership => {
      rank += steps[index] ?? 1;
      const at = noon + index;
      const common = { person, segment, sequence: isQuiet ? null : index + 1, rank };
      return index % 2 === 0
        ? { ...common, enteredAt: at }
        : { ...common, enteredAt: at - 1, leftAt: at, expiresAt: at + 35 * day };
    });
  });

const courses = fc.uniqueArray(course, {
  maxLength: 6,
  selector: ([first]) => `${first?.person} ${first?.segment}`,
});

/** What is delivered: the rows in order, and the same in calls of another order, some of them twice or more. */
const deliveries = courses.chain((drawn) => {
  const rows = drawn.flat();
  const again = rows.length === 0 ? fc.constant([]) : fc.array(fc.constantFrom(...rows), { maxLength: 8 });
  const shuffled = again.chain((more) => {
    const all = [...rows, ...more];
    return fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length });
  });
  return fc.record({ rows: fc.constant(rows), shuffled, atOnce: fc.integer({ min: 1, max: 7 }) });
});

/** The list after these calls. */
const listAfter = async (calls: readonly (readonly Membership[])[]) => {
  const list = dynamoDbMembers(new MemoryTable());
  for (const rows of calls) expect(await list.put(rows)).toEqual([]);
  const asked = { ...wholeSegment, limit: 100, left: { asOf: noon } };
  return Promise.all(
    segments.map(async (segment) => ({
      ...(await list.page(segment, asked)),
      digest: await list.digest(segment, wholeSegment),
    })),
  );
};

const cut = (rows: readonly Membership[], atOnce: number): readonly (readonly Membership[])[] =>
  Array.from({ length: Math.ceil(rows.length / atOnce) }, (_, call) => rows.slice(call * atOnce, (call + 1) * atOnce));

describe('put()', () => {
  test('in any order and doubled gives the same list as in order', async () => {
    await fc.assert(
      fc.asyncProperty(deliveries, async ({ rows, shuffled, atOnce }) => {
        const inOrder = await listAfter(rows.map((row) => [row]));
        expect(await listAfter(cut(shuffled, atOnce))).toEqual(inOrder);
      }),
    );
  });
});
