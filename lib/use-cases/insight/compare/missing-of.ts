import type { GroupSurvey } from '#lib/core/insight/groups.ts';
import type { Asked } from './asked.ts';

/** What the data lack that a question needs; undefined where it has an answer. */
export const missingOf = ({ missing }: Asked, { members, others }: GroupSurvey): string | undefined => {
  if (members.people > 0) return undefined;
  return others.people > 0 ? missing?.noMember : missing?.nobody;
};
