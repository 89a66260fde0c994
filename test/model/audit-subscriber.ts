import type { Case } from './audit.ts';
import { dueMemberships } from './memberships.ts';

/**
 * Who joined late has everybody in the end who is in a segment, with the sequence of the entry, and nobody else. Of a membership
 * whose last change was not announced it may know or not.
 */
export const auditSubscriber = (found: Case): readonly string[] => {
  const { subscriber, setting } = found.world;
  const due = dueMemberships(found);
  const heard = subscriber.heard(setting.boundary.isNews);
  const told = [...due].filter(([, { isTold }]) => isTold);
  return [
    ...told.flatMap(([pair, { leftAt, sequence }]) => {
      const last = heard.get(pair);
      const known = last?.isIn === true ? last.sequence : undefined;
      const right = leftAt === undefined ? sequence : undefined;
      return known === right ? [] : [`subscriber: has ${pair} by ${known ?? 'nothing'} and not ${right ?? 'nothing'}`];
    }),
    ...[...heard.keys()].filter((pair) => !due.has(pair)).map((pair) => `subscriber: heard of ${pair}`),
  ];
};
