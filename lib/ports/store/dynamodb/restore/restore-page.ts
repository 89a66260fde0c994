import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { attributeNames, profileSortKey, sortKeyPrefixes } from '../../table-keys.ts';
import { readRows } from '../batch-calls.ts';
import { keyId, keyOf, optionalNumberOf, type Item } from '../item.ts';
import { isLacking, lackingNames } from './lacking.ts';
import { returnRows, type ReturnDeps } from './return-rows.ts';
import { verdictsOn, traceNames, traceOf, type PersonVerdict, type Verdicts, type Verdict } from './verdict.ts';
import { linkedBy, ownerOf } from './whose-row.ts';

/** Counts of the rows of the earlier table, by what happened to them. */
export interface RestoreCounts {
  /** All rows that were read; each of them counts once below. */
  rows: number;
  /** Rows that the serving table has, unchanged or newer. */
  present: number;
  /** Rows that were put back or completed or, in a dry run, would be. */
  restored: number;
  /** Rows left out, of people who are erased or whom the two tables take for different people. */
  withheld: number;
  /** Rows left out because they have expired. */
  expired: number;
  /** The number of `restored` that are people's own items. */
  people: number;
}

/** A person whom a restore cannot repair by itself. */
export interface Finding {
  readonly person: PersonKey;
  readonly verdict: Extract<Verdict, 'forgotten' | 'reborn' | 'disputed'>;
}

/** The tables and settings with which a page of rows is restored. */
export interface PageDeps extends ReturnDeps {
  /** Whether to count only, and to write nothing. */
  readonly dryRun: boolean;
}

const isExpired = (item: Item, now: Instant): boolean =>
  (optionalNumberOf(item, attributeNames.expiresAt) ?? Infinity) * 1000 <= now;

/** Whether a row is a tombstone, or is kept beside one: the announcement, and entries refused since, which have no body. */
const isKeptBesideTombstone = (item: Item): boolean => {
  const { sort } = keyOf(item);
  if (sort === profileSortKey) return traceOf(item).kind === 'erased';
  return sort.startsWith(sortKeyPrefixes.erased) || item['reason']?.S === 'erased';
};

const mayComeBack = (item: Item, found: PersonVerdict | undefined): boolean => {
  const verdict = found?.verdict ?? 'living';
  return verdict === 'living' || verdict === 'reborn' || (verdict === 'buried' && isKeptBesideTombstone(item));
};

const verdictOnOwner = (verdicts: Verdicts, item: Item): PersonVerdict | undefined => {
  const owner = ownerOf(item);
  return owner && verdicts.get(owner);
};

/** Whether the serving table has someone else in the place of a person whom the earlier one has as erased or linked. */
const isAnother = (item: Item, there: ReadonlyMap<string, Item>): boolean => {
  const key = keyOf(item);
  if (key.sort !== profileSortKey) return false;
  const [was, is] = [traceOf(item), traceOf(there.get(keyId(key)))];
  return was.kind !== 'profile' && is.kind !== 'none' && (was.kind !== is.kind || was.to !== is.to);
};

const findingsIn = (verdicts: Verdicts): readonly Finding[] =>
  [...verdicts].flatMap(([person, { verdict }]) =>
    verdict === 'forgotten' || verdict === 'reborn' || verdict === 'disputed' ? [{ person, verdict }] : [],
  );

/** Puts back what the serving table lacks of some rows, counts them, and resolves to the people whom it cannot repair. */
export const restorePage = async (
  deps: PageDeps,
  items: readonly Item[],
  counts: RestoreCounts,
): Promise<readonly Finding[]> => {
  const there = await readRows(deps.into, items.map(keyOf), [...traceNames, ...lackingNames]);
  const missing = items.filter((item) => isLacking(item, there.get(keyId(keyOf(item)))));
  const lasting = missing.filter((item) => !isExpired(item, deps.now));
  const others = items.filter((item) => isAnother(item, there));
  const concerned = [...[...lasting, ...others].map(ownerOf), ...items.map(linkedBy)];
  const persons = [...new Set(concerned)].filter((owner) => owner !== undefined);
  const verdicts = await verdictsOn(deps, persons);
  const welcome = lasting.filter((item) => mayComeBack(item, verdictOnOwner(verdicts, item)));
  const restored = deps.dryRun ? welcome : await returnRows(deps, verdicts, welcome);
  count(counts, { items, missing, lasting, welcome, restored });
  return findingsIn(verdicts);
};

type SievedItems = Readonly<Record<'items' | 'missing' | 'lasting' | 'welcome' | 'restored', readonly Item[]>>;

const count = (counts: RestoreCounts, { items, missing, lasting, welcome, restored }: SievedItems): void => {
  counts.rows += items.length;
  counts.expired += missing.length - lasting.length;
  counts.withheld += lasting.length - welcome.length;
  counts.restored += restored.length;
  // A row that someone else put first, or that was taken back, belongs to the serving table by now.
  counts.present += items.length - missing.length + welcome.length - restored.length;
  counts.people += restored.filter((item) => keyOf(item).sort === profileSortKey).length;
};
