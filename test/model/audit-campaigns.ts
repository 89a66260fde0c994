import type { PersonKey } from '#lib/core/profile/person.ts';
import { changeIn, isChange } from './announced.ts';
import type { Case } from './audit.ts';
import type { Campaign } from './campaign.ts';
import { everyDue, type DueMembership } from './memberships.ts';

type Due = ReadonlyMap<string, DueMembership>;

/** Of which memberships a campaign must know in the end. */
const isToKnow = ({ world }: Case, { of, listensFrom = Infinity }: Campaign): ((due: DueMembership) => boolean) => {
  const { segments = [] } = world.campaigns.setting ?? {};
  const isMet = new Set<PersonKey>(
    world.published
      .slice(listensFrom)
      .filter(isChange)
      .map((entry) => changeIn(entry).person),
  );
  return ({ segment, person }) =>
    segments.includes(segment) || (of.segments === undefined && (listensFrom === 0 || isMet.has(person)));
};

const auditList = (campaign: Campaign, due: Due, isKnown: (due: DueMembership) => boolean): readonly string[] =>
  [...due].flatMap(([pair, one]) => {
    if (!one.isTold || !isKnown(one)) return [];
    const right = one.leftAt === undefined ? one.sequence : undefined;
    const known = campaign.list.get(pair);
    const { name } = campaign.of;
    return known === right
      ? []
      : [`campaign: ${name} has ${pair} by ${known ?? 'nothing'} and not ${right ?? 'nothing'}`];
  });

/**
 * Each campaign's list has everybody in the end who is in a segment of which it is told, and nobody else: of segments whose members
 * were announced; and, where it is told of all, of whoever had a change since it listens, by what it has asked for. Of a membership
 * whose last change was not announced it may know or not.
 */
export const auditCampaigns = (found: Case): readonly string[] => {
  const due = everyDue(found);
  return found.world.campaigns.all.flatMap((campaign) => [
    ...(campaign.queue.isEmpty ? [] : [`never done: the queue of campaign ${campaign.of.name}`]),
    ...auditList(campaign, due, isToKnow(found, campaign)),
    ...[...campaign.list.keys()].filter((pair) => !due.has(pair)).map((pair) => `campaign: heard of ${pair}`),
  ]);
};
