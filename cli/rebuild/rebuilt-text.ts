import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Difference } from '#lib/use-cases/rebuild/difference.ts';
import type { Rebuilt } from '#lib/use-cases/rebuild/rebuild-person.ts';
import { personWords } from '../input/person-options.ts';
import { counted } from '../output/numbers.ts';

/** The number of profiles by outcome. */
export interface RebuiltCounts {
  profiles: number;
  differing: number;
  differences: number;
  changes: number;
  /** Memberships of which another entry was announced than the profile had: no change follows where that is set right. */
  begun: number;
  otherCatalogue: number;
  unrecorded: number;
}

export const noneRebuilt = (): RebuiltCounts => ({
  profiles: 0,
  differing: 0,
  differences: 0,
  changes: 0,
  begun: 0,
  otherCatalogue: 0,
  unrecorded: 0,
});

const isBeginning = ({ path }: Difference): boolean => path.startsWith('segments.') && path.endsWith('.enteredAt');

export const addRebuilt = (counts: RebuiltCounts, rebuilt: Rebuilt): void => {
  if (rebuilt.kind === 'linked' || rebuilt.kind === 'erased') return;
  counts.profiles += 1;
  if (rebuilt.kind === 'other-catalogue') counts.otherCatalogue += 1;
  if (rebuilt.kind === 'unrecorded') counts.unrecorded += 1;
  if (rebuilt.kind !== 'compared') return;
  counts.differing += Math.sign(rebuilt.differences.length);
  counts.differences += rebuilt.differences.length;
  counts.changes += rebuilt.changes ?? 0;
  counts.begun += rebuilt.differences.filter(isBeginning).length;
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

/** The outcome for one person, in lines. */
export const rebuiltText = (person: PersonKey, rebuilt: Rebuilt): string => {
  if (rebuilt.kind !== 'compared') return `${personWords(person)} ${kinds[rebuilt.kind]}`;
  const { differences, changes } = rebuilt;
  const done = changes === undefined ? '' : `, repaired with ${counted(changes, 'change')} of segments`;
  const title = `${personWords(person)}: ${counted(differences.length, 'difference')}${done}`;
  return [title, ...differences.map(differenceLine)].join('\n');
};

/** The outcome for all, in one line. */
export const summaryOf = (counts: RebuiltCounts): string => {
  const { profiles, differing, otherCatalogue, unrecorded } = counts;
  const compared = profiles - otherCatalogue - unrecorded;
  return `${counted(compared, 'profile')} compared with the ledger: ${counted(compared - differing, 'profile')} without a difference.`;
};

const left = ({ otherCatalogue, unrecorded }: RebuiltCounts): readonly string[] => [
  ...(otherCatalogue > 0
    ? [`${counted(otherCatalogue, 'profile')} of another catalogue (give it with --segments)`]
    : []),
  ...(unrecorded > 0 ? [`${counted(unrecorded, 'profile')} with an event on its way into the ledger (try again)`] : []),
];

/** The reason for an exit status of 1; undefined for 0. */
export const failureOf = (counts: RebuiltCounts, repair: boolean): string | undefined => {
  const { differing, differences } = counts;
  const found =
    repair || differing === 0
      ? []
      : [
          `${counted(differences, 'difference')} in ${counted(differing, 'profile')} (without --check they are repaired)`,
        ];
  const reasons = [...found, ...left(counts)];
  return reasons.length === 0 ? undefined : reasons.join('; ');
};
