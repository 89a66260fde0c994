import type { Accumulator } from './accumulator.ts';
import type { Person } from './person.ts';
import { survey, type Survey } from './survey.ts';

/** The two groups that are compared. */
export type Group = 'members' | 'others';

/** Somebody with the group that they are in, if they are in either. */
export interface Grouped extends Person {
  readonly group: Group | undefined;
}

/** What a first look at everybody finds: of all, and of each group. */
export interface GroupSurvey {
  readonly everybody: Survey;
  readonly members: Survey;
  readonly others: Survey;
}

/** How many people there are in all and in each group, with the latest clock of all. */
export type GroupSizes = Readonly<Record<keyof GroupSurvey, Pick<Survey, 'now' | 'people'>>>;

type Kept = Readonly<Record<keyof GroupSurvey, ReturnType<typeof survey.empty>>>;

/** Surveys everybody, and each of two groups by itself: of a small group a sample of everybody holds next to nobody. */
export const groupSurvey: Accumulator<Grouped, Kept, GroupSurvey> = {
  empty: () => ({ everybody: survey.empty(), members: survey.empty(), others: survey.empty() }),
  add: (kept, grouped) => {
    survey.add(kept.everybody, grouped);
    if (grouped.group) survey.add(kept[grouped.group], grouped);
    return kept;
  },
  merge: (one, other) => {
    survey.merge(one.everybody, other.everybody);
    survey.merge(one.members, other.members);
    survey.merge(one.others, other.others);
    return one;
  },
  result: (kept) => kept,
};
