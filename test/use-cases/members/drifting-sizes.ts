import { describe, expect, test } from 'vitest';
import { hour } from '#lib/core/members/change-counts.ts';
import type { Membership } from '#lib/core/members/membership.ts';
import { customerKey } from '#lib/core/profile/person.ts';
import { dynamoDbCounts } from '#lib/ports/members/dynamodb/dynamodb-counts.ts';
import { dynamoDbMembers } from '#lib/ports/members/dynamodb/dynamodb-members.ts';
import type { MemberTable } from '#lib/ports/members/dynamodb/member-queries.ts';
import { countSizes } from '#lib/use-cases/members/count-sizes.ts';
import { noon } from '#test/use-cases/given.ts';

const member = (id: string): Membership => ({
  person: customerKey(id),
  segment: 'regulars',
  enteredAt: noon,
  sequence: 1,
  rank: 1_000_000,
});

const left: Membership = {
  ...member('cleo'),
  sequence: 2,
  rank: 2_000_000,
  leftAt: noon,
  expiresAt: noon + 35 * 24 * hour,
};

/** Holds the counting of sizes to its promises, over any table of members. */
export const driftingSizes = (open: () => Promise<MemberTable>): void => {
  describe('countSizes()', () => {
    test('sets a size right that had drifted, and says how far', async () => {
      const table = await open();
      const [members, counter] = [dynamoDbMembers(table), dynamoDbCounts(table)];
      const deps = { members, counter, now: () => noon };
      expect(await countSizes(deps, ['regulars', 'lapsed'])).toEqual([]);
      await members.put(['ann', 'bob', 'cleo'].map(member));
      await members.put([left]);
      // A crash has counted one entry twice, and missed the exit.
      await counter.count([{ segment: 'regulars', hour: noon, entered: 4, exited: 0, grown: 4 }]);
      expect([await counter.size('regulars'), await counter.size('lapsed')]).toEqual([4, 0]);
      expect(await countSizes(deps, ['regulars', 'lapsed'])).toEqual([{ segment: 'regulars', counted: 2, addedUp: 4 }]);
      expect([await counter.size('regulars'), await counter.size('lapsed')]).toEqual([2, 0]);
      expect(await countSizes(deps, ['regulars'])).toEqual([]);
    });
  });
};
