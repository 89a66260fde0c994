import { isDeepStrictEqual } from 'node:util';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { InstantChanges } from '#lib/core/engine/decision.ts';
import { changeRowsOf } from '#lib/ports/store/dynamodb/change-rows.ts';
import { announcementsOf, changesOut } from './announced.ts';
import type { Case } from './audit.ts';

type Details = readonly Readonly<Record<string, unknown>>[];

const withoutDecision = ({ decidedAt: _decided, ...detail }: Details[number]) => detail;

const auditChange = (id: string, due: object, versions: Details = []): readonly string[] => {
  const [first, ...others] = versions;
  if (first === undefined) return [`change: ${id} was never published`];
  if (others.some((other) => !isDeepStrictEqual(other, first))) return [`change: ${id} has several contents`];
  if (isDeepStrictEqual(withoutDecision(first), JSON.parse(JSON.stringify(due)))) return [];
  return [`change: ${id} is ${JSON.stringify(first)} and not ${JSON.stringify(due)}`];
};

/** Whether an instant's changes were to be kept off the bus. */
export const isHeldBack = ({ world }: Case, { effectiveAt }: Pick<InstantChanges, 'effectiveAt'>): boolean =>
  Date.parse(effectiveAt) < (world.setting.quietUntil ?? -Infinity);

/** Whether each person's expected changes are numbered 1, 2, 3, … */
const auditSequence = ({ expected }: Case): readonly string[] =>
  [...expected.changes].flatMap(([person, instants]) => {
    const sequences = instants.flatMap(({ changes }) => changes.map(({ sequence }) => sequence));
    return sequences.every((sequence, index) => sequence === index + 1)
      ? []
      : [`sequence: ${person} ${sequences.join()}`];
  });

/** What one instant brought a person, told or not, each as a text of its own. */
const broughtBy = (
  person: PersonKey,
  { changes, quiet = [], effectiveAt }: InstantChanges,
  wasHeldBack: boolean,
): readonly string[] => [
  ...changes.map(({ sequence }) => `${person}:${sequence}${wasHeldBack ? ', held back' : ''}`),
  ...quiet.map(({ status, segment }) => `${person} quietly ${status} ${segment.key} at ${effectiveAt}`),
];

/** The living keep their changes as their history, the quiet ones too, and which of them were held back. */
const auditHistory = (found: Case): readonly string[] => {
  const { world, expected } = found;
  const rows = world.table
    .items()
    .filter(({ sk }) => /^(?:CHANGE|QUIET)#/.test(sk?.S ?? ''))
    .flatMap(changeRowsOf);
  const kept = new Set(rows.flatMap((row) => broughtBy(row.person, row, row.heldBack === true)));
  return [...expected.changes]
    .filter(([person]) => !expected.erased.has(person))
    .flatMap(([person, instants]) =>
      instants.flatMap((instant) => broughtBy(person, instant, isHeldBack(found, instant))),
    )
    .filter((brought) => !kept.has(brought))
    .map((brought) => `history: ${brought} is not kept`);
};

/** Each change that is not held back came out, with one content, and nothing else did. */
export const auditAnnouncements = (found: Case): readonly string[] => {
  const out = changesOut(found.world.published);
  const due = new Map(
    [...found.expected.changes].flatMap(([person, instants]) => [
      ...announcementsOf(
        person,
        instants.filter((instant) => !isHeldBack(found, instant)),
      ),
    ]),
  );
  return [
    ...[...due].flatMap(([id, detail]) => auditChange(id, detail, out.get(id))),
    ...[...out.keys()].filter((id) => !due.has(id)).map((id) => `change: ${id} was not to be published`),
    ...auditSequence(found),
    ...auditHistory(found),
  ];
};
