import type { GroupSizes } from '#lib/core/insight/groups.ts';
import type { About } from './asked.ts';

/** What the data lack that a question needs; undefined where it has an answer. */
export const missingOf = ({ missing }: About, { members, others }: GroupSizes): string | undefined => {
  if (members.people > 0) return undefined;
  return others.people > 0 ? missing?.noMember : missing?.nobody;
};
