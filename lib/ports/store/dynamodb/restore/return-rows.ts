import type { PersonKey } from '#lib/core/profile/person.ts';
import { attributeNames, profileSortKey, sortKeyPrefixes } from '../../table-keys.ts';
import { deleteRows, readRows } from '../batch-calls.ts';
import { keyId, keyOf, type Item } from '../item.ts';
import { toldFacts, withoutReplaced } from './counted-events.ts';
import { putMissing, type Announcing } from './put-back.ts';
import { verdictsOn, type Verdicts, type TablePair, type Verdict } from './verdict.ts';
import { linkedBy, linkRow, ownerOf } from './whose-row.ts';

/** The tables, and how rows are announced when they are put back. */
export interface ReturnDeps extends TablePair, Announcing {}

/** The link rows by which the erasure of a customer will find the forgotten visitors that it missed. */
const linksOfForgotten = (verdicts: Verdicts): readonly Item[] =>
  [...verdicts].flatMap(([visitor, { customer, verdict }]) =>
    customer !== undefined && verdict === 'forgotten' ? [linkRow(visitor, customer)] : [],
  );

/** The link rows by which the erasure of a customer will find the visitors whose rows are about to be put back. */
const linksBefore = (verdicts: Verdicts, items: readonly Item[]): readonly Item[] => {
  const ids = new Set(items.map((item) => keyId(keyOf(item))));
  const owners = new Set(items.map(ownerOf));
  const links = [...verdicts].flatMap(([visitor, { customer }]) =>
    customer !== undefined && owners.has(visitor) ? [linkRow(visitor, customer)] : [],
  );
  return links.filter((link) => !ids.has(keyId(keyOf(link))));
};

const missingOf = async ({ into }: TablePair, items: readonly Item[]): Promise<readonly Item[]> => {
  const there = await readRows(into, items.map(keyOf), [attributeNames.partition, attributeNames.sort]);
  return items.filter((item) => !there.has(keyId(keyOf(item))));
};

/** Whether a row needs other rows of its person first: a profile, or a refused entry in several parts. */
const comesLast = (item: Item): boolean => {
  const { sort } = keyOf(item);
  return sort === profileSortKey || sort.startsWith(sortKeyPrefixes.quarantine);
};

/** Rows that were put, each with the person whose erasure would remove it. */
type Put = readonly (readonly [item: Item, whose: PersonKey | undefined])[];

/** Whether a person was erased while rows were put. Rows of one forgotten before are kept, for the erasure to find. */
const hasEnded = ([before, after]: readonly (Verdict | undefined)[]): boolean =>
  after === 'erased' || (after === 'forgotten' && before !== 'forgotten');

/**
 * Deletes the rows that were put for people who were erased in the meantime, since their erasure may have run before the
 * rows were there. It spares their own items, which are tombstones by now.
 */
const takeBack = async (deps: ReturnDeps, verdicts: Verdicts, put: Put): Promise<ReadonlySet<Item>> => {
  const persons = [...new Set(put.map(([, whose]) => whose))].filter((person) => person !== undefined);
  const before = persons.filter((person) => verdicts.get(person)?.verdict !== 'buried');
  const after = await verdictsOn(deps, before);
  const late = put.flatMap(([item, whose]) => {
    const beforeAndAfter = [verdicts, after].map((at) => whose && at.get(whose)?.verdict);
    return hasEnded(beforeAndAfter) && keyOf(item).sort !== profileSortKey ? [item] : [];
  });
  await deleteRows(deps.into, late.map(keyOf));
  return new Set(late);
};

/**
 * Puts missing rows back, in an order in which no row is read before those that it needs.
 *
 * @returns the rows that were put and have stayed.
 */
export const returnRows = async (
  deps: ReturnDeps,
  verdicts: Verdicts,
  lacking: readonly Item[],
): Promise<readonly Item[]> => {
  const { into } = deps;
  const items = await withoutReplaced(into, lacking);
  // Links are counted with the rows of their customers, which they are among.
  const finders = await putMissing(into, await missingOf(deps, linksOfForgotten(verdicts)), deps);
  const links = await putMissing(into, await missingOf(deps, linksBefore(verdicts, items)), deps);
  // Facts are counted as links are.
  const facts = await putMissing(into, toldFacts(items), deps);
  const first = items.filter((item) => !comesLast(item));
  const put = [...(await putMissing(into, first, deps)), ...(await putMissing(into, items.filter(comesLast), deps))];
  const ofVisitors = finders.map((item) => [item, linkedBy(item)] as const);
  const ofOwners = [...links, ...facts, ...put].map((item) => [item, ownerOf(item)] as const);
  const late = await takeBack(deps, verdicts, [...ofVisitors, ...ofOwners]);
  return put.filter((item) => !late.has(item));
};
