import { isDeepStrictEqual } from 'node:util';
import type { PersonKey } from '#lib/person.ts';
import { outboxRowsOf } from '#lib/store/dynamodb/change-rows.ts';
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

/** The living keep their changes as their history. */
const auditHistory = ({ world, expected }: Case): readonly string[] => {
  const rows = world.table
    .items()
    .filter(({ sk }) => sk?.S?.startsWith('CHANGE#'))
    .flatMap(outboxRowsOf);
  const kept = new Set(
    rows.flatMap((row) => ('changes' in row ? row.changes.map(({ sequence }) => `${row.person}:${sequence}`) : [])),
  );
  const isKept = (person: PersonKey) => !expected.erased.has(person);
  return [...expected.changes].flatMap(([person, instants]) =>
    instants
      .flatMap(({ changes }) => changes)
      .filter(({ sequence }) => isKept(person) && !kept.has(`${person}:${sequence}`))
      .map(({ sequence }) => `history: ${person}:${sequence} is not kept`),
  );
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
