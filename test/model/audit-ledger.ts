import type { PersonKey } from '#lib/core/profile/person.ts';
import { ledgerId } from '#lib/ports/store/customer-store.ts';
import { eventOf } from '#lib/ports/store/dynamodb/event-rows.ts';
import type { Case } from './audit.ts';

const isOfErased = ({ expected }: Case, person: PersonKey): boolean =>
  expected.erased.has(person) || expected.erased.has(expected.ownerOf(person));

/** Everything that counts is in the ledger as it counts, and nothing else is. */
export const auditLedger = (found: Case): readonly string[] => {
  const rows = found.world.table
    .items()
    .filter(({ sk }) => sk?.S?.startsWith('EVENT#'))
    .map(eventOf);
  const recorded = new Map(rows.map((row) => [ledgerId(row), row]));
  const due = [...found.expected.applied.values()].filter(({ person }) => !isOfErased(found, person));
  const keys = new Set(due.map(({ key }) => key));
  const isRight = ({ key, arrivedAt, fingerprint }: (typeof due)[number]): boolean => {
    const row = recorded.get(key);
    return row?.body !== undefined && row.arrivedAt === arrivedAt && row.fingerprint === fingerprint;
  };
  return [
    ...due
      .filter((applied) => !isRight(applied))
      .map(({ key }) => `ledger: ${key} is missing or is not as it was applied`),
    ...[...recorded.keys()].filter((key) => !keys.has(key)).map((key) => `ledger: ${key} does not count`),
  ];
};
