import { NewestTellings } from '#lib/core/profile/newest-tellings.ts';
import { factId, type Fact } from '#lib/core/profile/telling.ts';
import { factsTold, noStanding, rowsAsked, type Standing } from '../asked-rows.ts';
import { ledgerId, type AskedEvent, type KnownEvent, type LedgerKey, type LoadedPerson } from '../customer-store.ts';
import { eventKey, eventNames, fingerprintIn, isStripped, namedByIn } from './event-rows.ts';
import { factKey, newestAttribute, newestIn } from './fact-rows.ts';
import { keyId, type Item, type ItemKey } from './item.ts';
import type { Unsettled } from './unsettled.ts';

/** What the ledger has of some asked events, of what they replace, and of the facts that they tell. */
export type Answer = Standing & Pick<LoadedPerson, 'newest'>;

/** The answer about nobody. */
export const noAnswer: Answer = { ...noStanding, newest: new NewestTellings().all };

/** The attributes that an answer needs. */
export const answerNames = [...eventNames, newestAttribute] as const;

/** The keys of the rows that answer for some events. */
export const answerKeys = (events: readonly AskedEvent[]): readonly ItemKey[] => [
  ...rowsAsked(events).map(eventKey),
  ...factsTold(events).map(factKey),
];

type Rows = ReadonlyMap<string, Item>;

/** What is said of the asked events: they are known if they have a row with a fingerprint, or their commit is unsettled. */
const standingOf = (asked: readonly LedgerKey[], { events }: Unsettled, rows: Rows): Standing => {
  const unsettled = new Map(events.map((event) => [ledgerId(event), event.fingerprint]));
  const known = new Map<string, KnownEvent>();
  const named = new Map<string, readonly string[]>();
  const stripped = new Set<string>();
  for (const key of asked) {
    const id = ledgerId(key);
    const row = rows.get(keyId(eventKey(key)));
    const fingerprint = fingerprintIn(row) ?? unsettled.get(id);
    if (fingerprint !== undefined) known.set(id, { fingerprint });
    const namedBy = namedByIn(row);
    if (namedBy !== undefined) named.set(id, namedBy);
    if (row !== undefined && isStripped(row)) stripped.add(id);
  }
  return { known, named, stripped };
};

/** The newest tellings: what a fact's row lacks is unsettled. */
const newestOf = (facts: readonly Fact[], { events }: Unsettled, rows: Rows): LoadedPerson['newest'] => {
  if (facts.length === 0) return noAnswer.newest;
  const newest = new NewestTellings();
  for (const fact of facts) newest.see(fact, newestIn(rows.get(keyId(factKey(fact)))));
  const asked = new Set(facts.map((fact) => factId(fact.person, fact)));
  for (const event of events) {
    if (event.revision && asked.has(factId(event.person, event.revision))) newest.tell(event);
  }
  return newest.all;
};

/**
 * The answer about some events.
 *
 * @param unsettled - as it was read before the rows: what is settled in between has its rows by then.
 * @param rows - those under `answerKeys` that there are, by `keyId`.
 */
export const answerAbout = (events: readonly AskedEvent[], unsettled: Unsettled, rows: Rows): Answer => ({
  ...standingOf(rowsAsked(events), unsettled, rows),
  newest: newestOf(factsTold(events), unsettled, rows),
});
