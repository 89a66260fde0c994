import type { PersonKey } from '#lib/core/profile/person.ts';
import { readRows } from '../batch-calls.ts';
import { keyId, keyOf, optionalNumberOf, type Item } from '../item.ts';
import { attributeNames, profileSortKey, sortKeyPrefixes } from '../../table-keys.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { returnRows, type ReturnDeps } from './return-rows.ts';
import { verdictsOn, traceNames, traceOf, type PersonVerdict, type Verdicts, type Verdict } from './verdict.ts';
import { linkedBy, ownerOf } from './whose-row.ts';

/** What became of the rows of a table as it was. */
export interface RestoreCounts {
  /** All that were looked at; each is counted once below. */
  rows: number;
  /** There, as they were or newer. */
  present: number;
  /** Put back; in a dry run, those that would be. */
  restored: number;
  /** Left out: of people who are erased, or whom the two tables take for different ones. */
  withheld: number;
  /** Left out: past the end of their time. */
  expired: number;
  /** How many of `restored` are people's own items. */
  people: number;
}

/** A person whom a restore cannot set right by itself. */
export interface Finding {
  readonly person: PersonKey;
  readonly verdict: Extract<Verdict, 'forgotten' | 'reborn' | 'disputed'>;
}

export interface PageDeps extends ReturnDeps {
  readonly dryRun: boolean;
}

const isExpired = (item: Item, now: Instant): boolean =>
  (optionalNumberOf(item, attributeNames.expiresAt) ?? Infinity) * 1000 <= now;

/** What a tombstone has beside it: the announcement, and what was refused since then, without its body. */
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

/** Whether the serving table has made somebody else of a person whom the other knows as erased, or as a customer’s. */
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

/** Puts back what is missing of some rows, and tells of whom it cannot set right. */
export const restorePage = async (
  deps: PageDeps,
  items: readonly Item[],
  counts: RestoreCounts,
): Promise<readonly Finding[]> => {
  const there = await readRows(deps.into, items.map(keyOf), traceNames);
  const missing = items.filter((item) => !there.has(keyId(keyOf(item))));
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
  // What somebody else put first, or was taken back, is the serving table's own affair by now.
  counts.present += items.length - missing.length + welcome.length - restored.length;
  counts.people += restored.filter((item) => keyOf(item).sort === profileSortKey).length;
};
