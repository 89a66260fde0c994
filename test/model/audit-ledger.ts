import { isDeepStrictEqual } from 'node:util';
import type { PersonKey } from '#lib/core/profile/person.ts';
import { ledgerId, type LedgerRow, type StrippedEvent } from '#lib/ports/store/customer-store.ts';
import { eventOf } from '#lib/ports/store/dynamodb/event-rows.ts';
import { contentsOf } from '#test/support/table-contents.ts';
import type { Applied } from './as-sent.ts';
import type { Case } from './audit.ts';

const isOfErased = ({ expected }: Case, person: PersonKey): boolean =>
  expected.erased.has(person) || expected.erased.has(expected.ownerOf(person));

/** The visitor beside a customer, of an event that counted when it came: who folds the ledger again links there. */
const visitorOf = ({ expected }: Case, { key, event: { detail } }: Applied) =>
  detail.customerId === undefined || detail.anonymousId === undefined || expected.standing.cameLate.has(key)
    ? {}
    : { anonymousId: detail.anonymousId };

/** What must be left of an event that does not count. */
const leftOf = (found: Case, applied: Applied): StrippedEvent => {
  const { key, person, fingerprint, arrivedAt, event } = applied;
  const { eventId, replaces, revision } = event.detail;
  const namedBy = found.expected.standing.cameLate.get(key) ?? [];
  return {
    person,
    eventId,
    fingerprint,
    arrivedAt,
    type: event.type,
    ...(replaces !== undefined && { replaces }),
    ...(revision !== undefined && { revision }),
    ...visitorOf(found, applied),
    ...(namedBy.length > 0 && { namedBy }),
  };
};

/** A row with the names in it in order. */
const inOrder = (row: LedgerRow): LedgerRow =>
  'namedBy' in row && row.namedBy !== undefined ? { ...row, namedBy: row.namedBy.toSorted() } : row;

const isKept = ({ arrivedAt, fingerprint }: Applied, row: LedgerRow | undefined): boolean =>
  row?.body !== undefined && row.arrivedAt === arrivedAt && row.fingerprint === fingerprint;

const isStripped = (found: Case, applied: Applied, row: LedgerRow | undefined): boolean =>
  row !== undefined && isDeepStrictEqual(inOrder(row), leftOf(found, applied));

const isRight = (found: Case, applied: Applied, row: LedgerRow | undefined): boolean =>
  found.expected.standing.counts(applied) ? isKept(applied, row) : isStripped(found, applied, row);

const startsWith = (prefix: string) => (item: { readonly sk?: { readonly S?: string } }) =>
  item.sk?.S?.startsWith(prefix) === true;

/** Everything that was applied has its row, with the event where it counts; so has what was named and has not come, and nothing else. */
const auditEvents = (found: Case, due: readonly Applied[]): readonly string[] => {
  const rows = found.world.table.items().filter(startsWith('EVENT#')).map(eventOf);
  const recorded = new Map(rows.map((row) => [ledgerId(row), row]));
  const unmet = [...found.expected.standing.unmet].filter(([, { person }]) => !isOfErased(found, person));
  const keys = new Set([...due.map(({ key }) => key), ...unmet.map(([key]) => key)]);
  const wrong = due.filter((applied) => !isRight(found, applied, recorded.get(applied.key)));
  const unnamed = unmet.filter(([key, row]) => {
    const kept = recorded.get(key);
    return kept === undefined || !isDeepStrictEqual(inOrder(kept), row);
  });
  return [
    ...wrong.map(
      ({ key }) => `ledger: ${key} is missing or is not as it was applied: ${JSON.stringify(recorded.get(key))}`,
    ),
    ...unnamed.map(([key]) => `ledger: ${key} is not named ahead`),
    ...[...recorded.keys()].filter((key) => !keys.has(key)).map((key) => `ledger: ${key} was not applied`),
  ];
};

const numberDigits = 16;

/** The newest telling of each fact has its row. */
const auditFacts = (found: Case): readonly string[] => {
  const due = found.expected.standing.newest
    .filter(({ person }) => !isOfErased(found, person))
    .map(({ person, event: { detail } }) => {
      const { of = '', number = 0 } = detail.revision ?? {};
      return `${person}/FACT#${of} is ${String(number).padStart(numberDigits, '0')}#${detail.eventId}`;
    });
  const kept = found.world.table
    .items()
    .filter(startsWith('FACT#'))
    .map(({ pk, sk, newest }) => `${pk?.S}/${sk?.S} is ${newest?.S}`);
  return [
    ...due.filter((row) => !kept.includes(row)).map((row) => `fact: not that ${row}`),
    ...kept.filter((row) => !due.includes(row)).map((row) => `fact: ${row}`),
  ];
};

/** Each event carries a mark of its own, which goes with its text; what was refused under the same id may have it too. */
const auditMarks = (found: Case, due: readonly Applied[]): readonly string[] => {
  const gone = due.filter((applied) => !found.expected.standing.counts(applied));
  if (gone.length === 0) return [];
  const contents = contentsOf(found.world.table.items().filter((item) => !startsWith('QUARANTINE#')(item)));
  const marks = new Map(found.copies.map(({ key, mark }) => [key, mark]));
  return gone
    .filter(({ key }) => contents.includes(marks.get(key) ?? key))
    .map(({ key }) => `ledger: the text of ${key} is left`);
};

/** The ledger is what was applied and what that says, and nothing else. */
export const auditLedger = (found: Case): readonly string[] => {
  const due = [...found.expected.applied.values()].filter(({ person }) => !isOfErased(found, person));
  return [...auditEvents(found, due), ...auditFacts(found), ...auditMarks(found, due)];
};
