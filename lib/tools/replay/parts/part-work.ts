import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { DuePerson, ProfiledPerson } from '#lib/ports/store/customer-store.ts';
import { openEmbeddedStore, type EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { reviewCustomer } from '#lib/use-cases/review/review-customer.ts';
import type { FilledCounts } from '../filled.ts';
import { profileLine } from '../profile-line.ts';
import { publishedTogether } from '../publish-waiting.ts';
import { startRun, type Run } from '../run.ts';
import { takeLine } from '../take-line.ts';
import { countProfile, noProfiles } from '../write-profiles.ts';
import { writtenRow } from '../written-row.ts';
import { Numbering } from './numbering.ts';
import type {
  PartDue,
  PartDuePage,
  PartLines,
  PartProfilePage,
  PartProfiles,
  PartReviews,
  PartStart,
  PartTaken,
} from './part-answers.ts';
import { PartNotes } from './part-notes.ts';
import { provisionalReceipt } from './receipts.ts';

/** People, or profiles, in a page. */
const pageSize = 1000;

/** The next elements of an iterator, at most `pageSize`. */
const nextPage = async <Item>(items: AsyncIterator<Item> | Iterator<Item>): Promise<readonly Item[]> => {
  const page: Item[] = [];
  while (page.length < pageSize) {
    const next = await items.next();
    if (next.done === true) return page;
    page.push(next.value);
  }
  return page;
};

/** One thread's part of a replay: the same work on a store of its own, whose rows can be put in order with those of others. */
export class PartWork {
  readonly #numbering: Numbering;
  readonly #catalogue: Catalogue;
  readonly #store: EmbeddedStore;
  readonly #run: Run;
  readonly #notes: PartNotes;
  readonly #ended = Promise.withResolvers<void>();
  readonly #filled: Promise<void>;
  readonly #counts = noProfiles();
  #due: AsyncIterator<DuePerson> | undefined;
  #duePage: readonly DuePerson[] = [];
  #profiles: Iterator<ProfiledPerson> | undefined;

  constructor({ file, of, catalogue, deployment }: PartStart) {
    const numbering = new Numbering();
    this.#numbering = numbering;
    this.#store = openEmbeddedStore(file, { write: writtenRow, part: { of, nextPosition: numbering.next } });
    this.#catalogue = compile(catalogue, deployment);
    const run = startRun(this.#catalogue, this.#store, provisionalReceipt);
    this.#notes = new PartNotes(run);
    this.#run = Object.assign(run, { understanding: this.#notes.understanding });
    this.#filled = this.#store.batched(() => this.#ended.promise);
  }

  async lines({ numbers, now, texts }: PartLines): Promise<PartTaken> {
    for (const [index, number] of numbers.entries()) {
      await this.#begin(number, index);
      // The line counts itself.
      this.#run.lines = number - 1;
      this.#run.now = now[index] ?? this.#run.now;
      await takeLine(this.#run, texts[index] ?? '', this.#notes.quarantine);
    }
    return this.#notes.give();
  }

  async #begin(number: number, index: number): Promise<void> {
    if (index % publishedTogether === 0) await this.#notes.publish();
    this.#numbering.begin(number);
  }

  async due({ until, now }: PartDue): Promise<PartDuePage> {
    this.#run.now = now;
    this.#due ??= this.#store.due(until)[Symbol.asyncIterator]();
    this.#duePage = await nextPage(this.#due);
    return { people: this.#duePage };
  }

  /** Reviews the next people of the page that was given last. */
  async reviews({ numbers, until }: PartReviews): Promise<PartTaken> {
    for (const [index, number] of numbers.entries()) {
      await this.#begin(number, index);
      const next = this.#duePage[index];
      // A review lets time run strictly before its instant.
      if (next) await reviewCustomer(this.#run.deps, next.person, { at: until + 1 });
    }
    this.#duePage = this.#duePage.slice(numbers.length);
    return this.#notes.give();
  }

  async profiles({ asOf }: PartProfiles): Promise<PartProfilePage> {
    this.#profiles ??= this.#store.profiles()[Symbol.iterator]();
    const page = await nextPage(this.#profiles);
    for (const profile of page) countProfile(this.#counts, profile);
    const lineOf = (profile: ProfiledPerson): string => profileLine(this.#catalogue, profile, asOf);
    return { profiles: page.map((profile) => ({ person: profile.person, line: lineOf(profile) })) };
  }

  /** Closes the store with everything in it. */
  async end(): Promise<FilledCounts> {
    this.#ended.resolve();
    await this.#filled;
    this.#store.close();
    const { tally, linksToCustomers } = this.#run;
    const { countsBySegment } = this.#notes;
    return { tally, countsBySegment, profiles: this.#counts, linksToCustomers };
  }
}
