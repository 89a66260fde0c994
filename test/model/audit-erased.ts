import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { PersonKey } from '#lib/core/profile/person.ts';
import { contentsOf } from '#test/support/table-contents.ts';
import { erasuresOut } from './announced.ts';
import type { Case } from './audit.ts';

type Item = Readonly<Record<string, AttributeValue>>;

const textOf = ({ S = '' }: AttributeValue = { S: '' }): string => S;

/** Whether a row was kept after its person's erasure because the entry has no form: whose it is does not matter then. */
const isFormless = ({ world, expected }: Case, { pk, sk, reason }: Item): boolean => {
  const ended = expected.erased.get(textOf(pk) as PersonKey);
  const [prefix, id = ''] = textOf(sk).split('#');
  if (prefix !== 'QUARANTINE' || !['invalid', 'unknown-type'].includes(textOf(reason))) return false;
  return ended !== undefined && (world.refusedAt.get(id) ?? 0) >= ended.since;
};

/** What stays of an erased person: the tombstone, the announcement, and what was refused since then, without its body. */
const stays = (found: Case, item: Item): boolean =>
  /^(?:PROFILE$|ERASED#)/u.test(item['sk']?.S ?? '') || item['reason']?.S === 'erased' || isFormless(found, item);

const auditRows = (found: Case): readonly string[] =>
  found.world.table
    .items()
    .filter((item) => found.expected.erased.has(item['pk']?.S as PersonKey) && !stays(found, item))
    .map(({ pk, sk }) => `erased: ${pk?.S}/${sk?.S} is left`);

/** Each event carries a mark of its own. */
const auditMarks = (found: Case): readonly string[] => {
  const { world, copies, expected } = found;
  if (expected.erased.size === 0) return [];
  const contents = contentsOf(world.table.items().filter((item) => !isFormless(found, item)));
  const isErased = (person: PersonKey | undefined) =>
    person !== undefined && expected.erased.has(expected.ownerOf(person));
  return copies
    .filter(({ person, mark }) => isErased(person) && contents.includes(mark))
    .map(({ id }) => `erased: ${id} is left`);
};

const auditAnnouncement = ({ world, expected }: Case): readonly string[] => {
  const out = erasuresOut(world.published);
  const due = [...expected.erased].filter(([person]) => !expected.links.has(person));
  const isRight = (person: PersonKey, erasedAt: number): boolean => {
    const versions = out.get(person) ?? [];
    const receipts = new Set(versions.map(({ receiptId }) => receiptId));
    const receipt = world.table.item(person, 'PROFILE')?.['receiptId']?.S;
    return (
      receipts.size === 1 &&
      receipts.has(receipt) &&
      versions.every((one) => Date.parse(String(one['erasedAt'])) === erasedAt)
    );
  };
  return [
    ...due
      .filter(([person, { erasedAt }]) => !isRight(person, erasedAt))
      .map(([person]) => `erased: ${person} was not announced`),
    ...[...out.keys()]
      .filter((person) => !expected.erased.has(person))
      .map((person) => `erased: ${person} was announced`),
  ];
};

/** Visitors go with their customer, and no index waits for anybody any more. */
const auditTombstones = ({ world, expected }: Case): readonly string[] => {
  const linked = [...expected.links].filter(
    ([visitor, customer]) => expected.erased.has(customer) && !expected.erased.has(visitor),
  );
  const waiting = [...expected.erased.keys()].filter(
    (person) => world.table.item(person, 'PROFILE')?.['dueAt'] !== undefined,
  );
  return [
    ...linked.map(([visitor]) => `erased: ${visitor} is not, with its customer`),
    ...waiting.map((person) => `erased: ${person} is still looked at`),
  ];
};

/** Of the erased nothing personal is left, and it was announced. */
export const auditErased = (found: Case): readonly string[] => [
  ...auditRows(found),
  ...auditMarks(found),
  ...auditAnnouncement(found),
  ...auditTombstones(found),
];
