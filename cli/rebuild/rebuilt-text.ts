import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Difference } from '#lib/use-cases/rebuild/difference.ts';
import type { Rebuilt } from '#lib/use-cases/rebuild/rebuild-person.ts';
import { personWords } from '../input/person-option.ts';
import { counted } from '../replay/summary-text.ts';

/** How many came out how. */
export interface RebuiltTally {
  profiles: number;
  differing: number;
  differences: number;
  changes: number;
  otherCatalogue: number;
  unrecorded: number;
}

export const noneRebuilt = (): RebuiltTally => ({
  profiles: 0,
  differing: 0,
  differences: 0,
  changes: 0,
  otherCatalogue: 0,
  unrecorded: 0,
});

export const addRebuilt = (tally: RebuiltTally, rebuilt: Rebuilt): void => {
  if (rebuilt.kind === 'linked' || rebuilt.kind === 'erased') return;
  tally.profiles += 1;
  if (rebuilt.kind === 'other-catalogue') tally.otherCatalogue += 1;
  if (rebuilt.kind === 'unrecorded') tally.unrecorded += 1;
  if (rebuilt.kind !== 'compared') return;
  tally.differing += Math.sign(rebuilt.differences.length);
  tally.differences += rebuilt.differences.length;
  tally.changes += rebuilt.changes ?? 0;
};

const shown = (value: unknown): string => (value === undefined ? 'absent' : JSON.stringify(value));

const differenceLine = ({ path, stored, rebuilt }: Difference): string =>
  `  ${path}: stored ${shown(stored)}, rebuilt ${shown(rebuilt)}`;

const kinds: Readonly<Record<Exclude<Rebuilt['kind'], 'compared'>, string>> = {
  'other-catalogue': 'was last decided by another catalogue, give that with --segments',
  unrecorded: 'has an event on its way into the ledger, try again',
  unknown: 'is not known',
  linked: 'is a customer now, and has no profile of its own',
  erased: 'was erased, and has no profile',
};

/** What came of one person, in lines. */
export const rebuiltText = (person: PersonKey, rebuilt: Rebuilt): string => {
  if (rebuilt.kind !== 'compared') return `${personWords(person)} ${kinds[rebuilt.kind]}`;
  const { differences, changes } = rebuilt;
  const done = changes === undefined ? '' : `, repaired with ${counted(changes, 'change')} of segments`;
  const title = `${personWords(person)}: ${counted(differences.length, 'difference')}${done}`;
  return [title, ...differences.map(differenceLine)].join('\n');
};

/** What came of all, in one line. */
export const summaryOf = (tally: RebuiltTally): string => {
  const { profiles, differing, otherCatalogue, unrecorded } = tally;
  const compared = profiles - otherCatalogue - unrecorded;
  return `${counted(compared, 'profile')} compared with the ledger: ${counted(compared - differing, 'profile')} without a difference.`;
};

const left = ({ otherCatalogue, unrecorded }: RebuiltTally): readonly string[] => [
  ...(otherCatalogue > 0
    ? [`${counted(otherCatalogue, 'profile')} of another catalogue (give it with --segments)`]
    : []),
  ...(unrecorded > 0 ? [`${counted(unrecorded, 'profile')} with an event on its way into the ledger (try again)`] : []),
];

/** Why the exit status is 1; undefined where it is 0. */
export const failureOf = (tally: RebuiltTally, repair: boolean): string | undefined => {
  const { differing, differences } = tally;
  const found =
    repair || differing === 0
      ? []
      : [
          `${counted(differences, 'difference')} in ${counted(differing, 'profile')} (without --check they are repaired)`,
        ];
  const reasons = [...found, ...left(tally)];
  return reasons.length === 0 ? undefined : reasons.join('; ');
};
