import { allItems, groupItemCounts } from '#lib/core/insight/compare/group-item-counts.ts';
import type { GroupItemCounts, InGroups } from '#lib/core/insight/compare/group-item-counts.ts';
import { groupCounts, type GroupCount } from '#lib/core/insight/discover/group-counts.ts';
import { knownOnce } from '#lib/core/insight/items/known-once.ts';
import { readKnown } from '#lib/core/insight/items/known-traits.ts';
import type { Grouped } from '#lib/core/insight/groups.ts';
import { cardCounts, type CardCounts } from '#lib/core/insight/persona/card-counts.ts';
import { rankOf, type Person } from '#lib/core/insight/person.ts';
import { readPlaces } from '#lib/core/insight/places/place-levels.ts';
import { rfmCounts, type RfmCounts } from '#lib/core/insight/report/rfm-counts.ts';
import { sharedCutter } from '#lib/core/insight/words/cutter.ts';
import type { Said } from '#lib/core/insight/words/said.ts';
import type { Vocabulary } from '#lib/core/insight/words/vocabulary.ts';
import { wordCounts, type WordCounts } from '#lib/core/insight/words/word-counts.ts';
import { pastEvents, type PastEvent, type RowGlance } from '../../history/past-events.ts';
import { rulesOf } from '../discover/counted-groups.ts';
import { hasAnswered, mayBeFeedback, saidIn } from '../sayings.ts';
import { accumulation, type Accumulation, type Kept } from './accumulation.ts';
import type { CountsPlan } from './counts-plan.ts';
import { RunGroups } from './run-groups.ts';
import type { RunTerms, StageWork } from './stage-work.ts';
import { readVocabularies } from './written-vocabularies.ts';

/** The texts of one person are cut once, whatever the number of vocabularies. */
const textsRemembered = 100;

/** Somebody with all that is counted of them. */
interface Counted {
  readonly person: Person;
  readonly inGroups: InGroups;
  /** Absent where they have written nothing. */
  readonly said?: Said;
}

/** Reads those of somebody's events that are needed, when they are first asked for. */
const readingOnce = (store: RunTerms['store'], person: Person, groups: RunGroups) => {
  const isRead = (glance: RowGlance): boolean =>
    mayBeFeedback(glance) || (glance.row.body !== undefined && groups.mayCount(person, glance.row.arrivedAt));
  let reading: Promise<readonly PastEvent[]> | undefined;
  return (): Promise<readonly PastEvent[]> => (reading ??= pastEvents(store, person.person, isRead));
};

const groupsFor = (terms: RunTerms, { groups: { grouping, now } }: CountsPlan) =>
  accumulation(
    groupCounts(
      grouping === undefined
        ? { axes: [], centers: [], groupOf: [], rules: [], now }
        : { ...grouping, rules: rulesOf(terms, grouping), now },
    ),
  );

/** Counts everybody by what the samples have shown. */
export class Counts implements StageWork {
  readonly groups: RunGroups;
  readonly vocabularies: readonly Vocabulary[];
  readonly #store: RunTerms['store'];
  readonly items: Accumulation<InGroups, GroupItemCounts>;
  readonly places: Accumulation<InGroups, GroupItemCounts>;
  /** Of each segment. */
  readonly cards: readonly Accumulation<Grouped, CardCounts>[];
  /** Of each vocabulary. */
  readonly words: readonly Accumulation<Said, WordCounts>[];
  /** Of each rule of a group that was found. */
  readonly found: Accumulation<Person, readonly GroupCount[]>;
  readonly #rfm: Accumulation<Person, RfmCounts> | undefined;
  /** Whether a part lacks something, since an earlier version counted it that a deployment replaced under way. */
  #isPartial = false;

  constructor(terms: RunTerms, plan: CountsPlan) {
    const { now } = plan.facts;
    const cutter = sharedCutter(textsRemembered);
    const reading = { readKnown: knownOnce(readKnown(terms.catalogue)), now };
    this.#store = terms.store;
    this.groups = new RunGroups(terms, plan.facts);
    this.vocabularies = readVocabularies(plan.words, cutter);
    this.items = accumulation(groupItemCounts({ items: allItems(plan.items), ...reading }));
    const places = allItems([plan.placesOfAll, ...plan.places]);
    this.places = accumulation(groupItemCounts({ items: places, readKnown: readPlaces, now }));
    this.cards = this.groups.segments.map((_, place) =>
      accumulation(cardCounts({ items: plan.items[place] ?? {}, ...reading })),
    );
    this.words = this.vocabularies.map((vocabulary) => accumulation(wordCounts(vocabulary, cutter)));
    this.found = groupsFor(terms, plan);
    const { rfm: thresholds } = terms.catalogue;
    this.#rfm = thresholds && accumulation(rfmCounts({ thresholds, now }));
  }

  async read(person: Person): Promise<() => void> {
    const readEvents = readingOnce(this.#store, person, this.groups);
    const groups = await this.groups.groupsOf(person, readEvents);
    const said = hasAnswered(person) ? saidIn(person.person, await readEvents()) : undefined;
    const inGroups = { rank: rankOf(person.person), state: person.state, groups };
    return () => this.#add({ person, inGroups, ...(said && said.texts.length > 0 && { said }) });
  }

  #add({ person, inGroups, said }: Counted): void {
    const segments = this.groups.segmentsOf(person);
    const isIn = new Set(segments);
    this.items.add(inGroups);
    this.places.add(inGroups);
    for (const [place, card] of this.cards.entries())
      card.add({ ...person, group: isIn.has(place) ? 'members' : 'others' });
    if (said) for (const side of [0, ...segments.map((place) => place + 1)]) this.words[side]?.add(said);
    this.found.add(person);
    this.#rfm?.add(person);
  }

  /** Everything that is kept, in an order that the plan alone decides. */
  get #kept(): readonly Kept[] {
    return [this.items, this.places, this.found, ...this.cards, ...this.words, ...(this.#rfm ? [this.#rfm] : [])];
  }

  *lines(): Iterable<string> {
    for (const each of this.#kept) yield each.write();
  }

  merge(lines: Iterable<string>): void {
    const kept = this.#kept;
    let place = 0;
    for (const line of lines) {
      kept[place]?.merge(JSON.parse(line));
      place += 1;
    }
    this.#isPartial ||= place < kept.length;
  }

  /** Buyers by recency and frequency; undefined where the catalogue has no thresholds. */
  get rfm(): RfmCounts | undefined {
    return this.#rfm?.result();
  }

  /** Whether buyers by recency and frequency are not those of everybody. */
  get isPartial(): boolean {
    return this.#isPartial;
  }
}
