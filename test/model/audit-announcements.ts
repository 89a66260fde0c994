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

/** Whether each person's expected changes are numbered 1, 2, 3, … */
const auditSequence = ({ expected }: Case): readonly string[] =>
  [...expected.changes].flatMap(([person, instants]) => {
    const sequences = instants.flatMap(({ changes }) => changes.map(({ sequence }) => sequence));
    return sequences.every((sequence, index) => sequence === index + 1)
      ? []
      : [`sequence: ${person} ${sequences.join()}`];
  });

/** What one instant brought a person, told or not, each as a text of its own. */
const broughtBy = (person: PersonKey, { changes, quiet = [], effectiveAt }: InstantChanges): readonly string[] => [
  ...changes.map(({ sequence }) => `${person}:${sequence}`),
  ...quiet.map(({ status, segment }) => `${person} quietly ${status} ${segment.key} at ${effectiveAt}`),
];

/** The living keep their changes as their history, the quiet ones too. */
const auditHistory = ({ world, expected }: Case): readonly string[] => {
  const rows = world.table
    .items()
    .filter(({ sk }) => /^(?:CHANGE|QUIET)#/.test(sk?.S ?? ''))
    .flatMap(changeRowsOf);
  const kept = new Set(rows.flatMap((row) => broughtBy(row.person, row)));
  return [...expected.changes]
    .filter(([person]) => !expected.erased.has(person))
    .flatMap(([person, instants]) => instants.flatMap((instant) => broughtBy(person, instant)))
    .filter((brought) => !kept.has(brought))
    .map((brought) => `history: ${brought} is not kept`);
};

/** Each change came out, with one content, and nothing else did. */
export const auditAnnouncements = (found: Case): readonly string[] => {
  const out = changesOut(found.world.published);
  const due = new Map(
    [...found.expected.changes].flatMap(([person, instants]) => [...announcementsOf(person, instants)]),
  );
  return [
    ...[...due].flatMap(([id, detail]) => auditChange(id, detail, out.get(id))),
    ...[...out.keys()].filter((id) => !due.has(id)).map((id) => `change: ${id} never happened`),
    ...auditSequence(found),
    ...auditHistory(found),
  ];
};
