import { auditAnnouncements } from './audit-announcements.ts';
import { auditCampaigns } from './audit-campaigns.ts';
import { auditErased } from './audit-erased.ts';
import { auditLedger } from './audit-ledger.ts';
import { auditMembers } from './audit-members.ts';
import { auditOrder } from './audit-order.ts';
import { auditProfiles } from './audit-profiles.ts';
import { auditQuarantine } from './audit-quarantine.ts';
import { auditSubscriber } from './audit-subscriber.ts';
import { erasureCauses } from './announced.ts';
import { Expected } from './expected.ts';
import { copiesOf, type Copy } from './facts.ts';
import type { World } from './world.ts';

/** What the auditor knows: what was sent in, what came out, and what an undisturbed run would have made of it. */
export interface Case {
  readonly world: World;
  readonly copies: readonly Copy[];
  readonly expected: Expected;
}

const leftOver = ({ queue, slow, shards, stream }: World): readonly string[] => [
  ...[...queue.messages, ...slow.messages, ...shards.waiting].map(({ body }) => `never done: ${body}`),
  ...(stream.hasNews || stream.parked.length > 0 ? ['never done: the stream'] : []),
];

/**
 * Looks at a world in which nothing more can happen.
 *
 * @returns what is wrong with it, each line beginning with the rule that is broken and a colon.
 */
export const audit = async (world: World): Promise<readonly string[]> => {
  const copies = copiesOf(world.setting.workload, world.queue);
  const expected = new Expected(world.setting.catalogues, copies, erasureCauses(world.published));
  for (const commit of world.commits) expected.take(commit);
  const found = { world, copies, expected };
  return [
    ...world.complaints,
    ...leftOver(world),
    ...expected.complaints,
    ...(await auditProfiles(found)),
    ...auditOrder(found),
    ...auditLedger(found),
    ...auditAnnouncements(found),
    ...(await auditQuarantine(found)),
    ...auditErased(found),
    ...(await auditMembers(found)),
    ...auditSubscriber(found),
    ...auditCampaigns(found),
  ];
};
