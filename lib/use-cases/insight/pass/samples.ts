import { writeKept } from '#lib/core/insight/accumulator.ts';
import { periodsOf, everyChoices, type Every, type History } from '#lib/core/insight/metrics/metric-periods.ts';
import { segmentHistoryOf, type SegmentHistory } from '#lib/core/insight/metrics/segment-history.ts';
import { rankOf, type Person } from '#lib/core/insight/person.ts';
import type { QuestionFacts } from '#lib/core/insight/question-facts.ts';
import { SamplePool, type Pooled } from '#lib/core/insight/sample-pool.ts';
import { sampleSize } from '#lib/core/insight/survey.ts';
import { beginningOf, textSampleSize, type TextSample } from '#lib/core/insight/words/sample-of-texts.ts';
import type { Said } from '#lib/core/insight/words/said.ts';
import type { LedgerRow } from '#lib/ports/store/customer-store.ts';
import { coursesIn, readRecords } from '../courses.ts';
import { hasAnswered, saidIn } from '../sayings.ts';
import { everybodyPlace, RunGroups } from './run-groups.ts';
import type { RunTerms, StageWork } from './stage-work.ts';

/** What samples are drawn by. Plain JSON. */
export interface SamplesPlan {
  /** Null where there is nobody. */
  readonly history: History | null;
  readonly facts: QuestionFacts;
}

type Metrics = ReturnType<typeof segmentHistoryOf>;

/** Metrics by one length of periods. */
interface Counting {
  readonly every: Every;
  readonly metrics: Metrics;
  kept: ReturnType<Metrics['empty']>;
}

/** A line of what was kept. */
type Line =
  | readonly ['head', { readonly people: readonly number[]; readonly texts: readonly number[] }]
  | readonly ['metrics', number, Counting['kept']]
  | readonly ['person', Pooled<string>]
  | readonly ['text', Pooled<readonly string[]>];

const line = (...parts: Line): string => JSON.stringify(parts);

/** Draws samples of everybody and of every group, and reads everybody's past, which it counts by period. */
export class Samples implements StageWork {
  readonly groups: RunGroups;
  /** Everybody in a sample, as JSON. */
  readonly people: SamplePool<string>;
  /** Of everybody who has written and of those among the members of each segment. */
  readonly texts: SamplePool<readonly string[]>;
  readonly #terms: RunTerms;
  readonly #metrics: readonly Counting[];

  constructor(terms: RunTerms, { history, facts }: SamplesPlan) {
    this.#terms = terms;
    this.groups = new RunGroups(terms, facts);
    this.people = new SamplePool({ sides: this.groups.sides, most: sampleSize });
    this.texts = new SamplePool({ sides: this.groups.segments.length + 1, most: textSampleSize });
    const segments = this.groups.segments.map(({ key }) => key);
    const { catalogue, minimum } = terms;
    this.#metrics = everyChoices.map((every) => {
      const periods = history === null ? [] : periodsOf(every, history, catalogue.calendar);
      const metrics = segmentHistoryOf({ segments, periods, minimum });
      return { every, metrics, kept: metrics.empty() };
    });
  }

  async read(person: Person): Promise<() => void> {
    const { store, catalogue } = this.#terms;
    const records = await readRecords(store, person.person, ({ row }) => this.#mayCount(person, row));
    const { events } = records.past;
    const groups = await this.groups.groupsOf(person, async () => events);
    const courses = coursesIn(records, catalogue.currency);
    const said = hasAnswered(person) ? saidIn(person.person, events) : undefined;
    return () => {
      const rank = rankOf(person.person);
      this.people.add(rank, this.groups.sidesOf(groups), () => JSON.stringify(person));
      if (said && said.texts.length > 0) this.#addTexts(rank, person, said);
      for (const counting of this.#metrics) counting.kept = counting.metrics.add(counting.kept, courses);
    };
  }

  #mayCount(person: Person, row: LedgerRow): boolean {
    return row.body !== undefined && this.groups.mayCount(person, row.arrivedAt);
  }

  #addTexts(rank: string, person: Person, { texts }: Said): void {
    const sides = [everybodyPlace, ...this.groups.segmentsOf(person).map((place) => place + 1)];
    this.texts.add(rank, sides, () => beginningOf(texts));
  }

  *lines(): Iterable<string> {
    yield line('head', { people: this.people.counts(), texts: this.texts.counts() });
    for (const [place, { kept }] of this.#metrics.entries()) yield `["metrics",${place},${writeKept(kept)}]`;
    for (const pooled of this.people) yield line('person', pooled);
    for (const pooled of this.texts) yield line('text', pooled);
  }

  merge(lines: Iterable<string>): void {
    for (const each of lines) this.#mergeLine(JSON.parse(each) as Line);
  }

  #mergeLine(kept: Line): void {
    switch (kept[0]) {
      case 'head':
        this.people.count(kept[1].people);
        this.texts.count(kept[1].texts);
        break;
      case 'metrics':
        this.#mergeMetrics(this.#metrics[kept[1]] as Counting, kept[2]);
        break;
      case 'person':
        this.people.take(kept[1]);
        break;
      case 'text':
        this.texts.take(kept[1]);
        break;
      default:
        kept satisfies never;
    }
  }

  #mergeMetrics(counting: Counting, kept: Counting['kept']): void {
    counting.kept = counting.metrics.merge(counting.kept, kept);
  }

  /** How segments fared, by each length of periods. */
  *histories(): Iterable<{ readonly every: Every; readonly history: SegmentHistory }> {
    for (const { every, metrics, kept } of this.#metrics) yield { every, history: metrics.result(kept) };
  }

  /** The sample of the texts of everybody, or of the members of a segment: their place plus 1. */
  textsOf(side: number): TextSample {
    const sample = this.texts.sampleOf(side).map(({ rank, value }) => ({ rank, texts: value }));
    return { people: this.texts.peopleOn(side), sample };
  }
}
