import { describe, expect, test } from 'vitest';
import type { Membership } from '#lib/core/members/membership.ts';
import { customerKey, visitorKey, type PersonKey } from '#lib/core/profile/person.ts';
import { verifyMembers } from '#lib/use-cases/members/verify-members.ts';
import { MembersInMemory } from '#test/support/members-in-memory.ts';

const row = (person: PersonKey, sequence: number | null, rank = sequence ?? 1): Membership => ({
  person,
  segment: 'recent',
  enteredAt: 0,
  sequence,
  rank,
});

const others = (list: readonly (readonly [PersonKey, number])[]) =>
  async function* () {
    for (const [person, sequence] of list) yield { person, sequence };
  };

const [ann, bob, cleo, phone] = [customerKey('ann'), customerKey('bob'), customerKey('cleo'), visitorKey('phone')];

const kept = async (...rows: readonly Membership[]) => {
  const members = new MembersInMemory();
  await members.put(rows);
  return members;
};

describe('verifyMembers()', () => {
  test('finds nothing where the lists hold the same, in whatever order', async () => {
    const members = await kept(row(ann, 3), row(bob, 1), row(phone, 2));
    const theirs = others([
      [phone, 2],
      [bob, 1],
      [ann, 3],
    ]);
    expect(await verifyMembers({ members, segment: 'recent', theirs })).toEqual([]);
  });

  test('names who is missing here or there, and who has another sequence, sorted by id', async () => {
    const members = await kept(row(ann, 3), row(bob, 1), row(phone, 2));
    const theirs = others([
      [cleo, 7],
      [bob, 4],
      [ann, 3],
    ]);
    expect(await verifyMembers({ members, segment: 'recent', theirs })).toEqual([
      { id: 'bob', ours: 1, theirs: 4 },
      { id: 'cleo', ours: null, theirs: 7 },
      { id: '~phone', ours: 2, theirs: null },
    ]);
  });

  test('takes the highest sequence of who is in the other list twice, in whatever order', async () => {
    const members = await kept(row(ann, 3), row(bob, 1));
    const twice = [
      [ann, 1],
      [bob, 4],
      [ann, 3],
      [bob, 1],
    ] as const;
    for (const list of [twice, twice.toReversed()])
      expect(await verifyMembers({ members, segment: 'recent', theirs: others(list) })).toEqual([
        { id: 'bob', ours: 1, theirs: 4 },
      ]);
  });

  test('leaves quiet members out, whether the other list has them or not', async () => {
    const members = await kept(row(ann, null), row(bob, null));
    expect(await verifyMembers({ members, segment: 'recent', theirs: others([[ann, 3]]) })).toEqual([]);
  });

  test('names nobody who changed during the pause, or whose change was under way', async () => {
    const members = await kept(row(ann, 3), row(bob, 1), row(phone, 2));
    const theirs = others([
      [ann, 5],
      [bob, 4],
      [cleo, 7],
    ]);
    const pause = async () => {
      // bob's change was on its way here, ann has changed again, and cleo and the phone stay as they were.
      await members.put([row(bob, 4), row(ann, 6)]);
    };
    expect(await verifyMembers({ members, segment: 'recent', theirs, pause })).toEqual([
      { id: 'cleo', ours: null, theirs: 7 },
      { id: '~phone', ours: 2, theirs: null },
    ]);
  });
});
