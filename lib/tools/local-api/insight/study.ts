import { setImmediate as othersTurn } from 'node:timers/promises';
import { minimumBounds } from '#lib/core/insight/minimum.ts';
import type { SegmentHistory } from '#lib/core/insight/metrics/segment-history.ts';
import type { Person } from '#lib/core/insight/person.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import type { AskedResult } from '#lib/use-cases/api/insight/asked-result.ts';
import { chosenSegment } from '#lib/use-cases/insight/chosen-segment.ts';
import { metricsOutput } from '#lib/use-cases/insight/metrics-output.ts';
import { oneFinding } from '#lib/use-cases/insight/one-finding.ts';
import type { People } from '#lib/use-cases/insight/people.ts';
import { segmentHistory } from '#lib/use-cases/insight/segment-history.ts';
import { drawPersons } from '#lib/use-cases/preview/drawn-sample.ts';

/** How many people a study is of, and of how many. Plain JSON. */
export interface StudySize {
  /** The latest clock of anybody who is studied. */
  readonly asOf: Instant;
  readonly people: number;
  /** Those of whom the past is read, for metrics. */
  readonly withPast: number;
  readonly everybody: number;
}

/** So many of a sample are read with their past, which takes as long as everything else of them. */
const mostWithPast = 1000;

/** As many people are handed over before others have their turn. */
const atOnce = 25;

async function* personsOf(store: EmbeddedStore): AsyncIterable<PersonKey> {
  yield* store.persons();
}

const yielding = (people: readonly Person[]): People['everybody'] =>
  async function* everybody() {
    for (const [place, person] of people.entries()) {
      if (place % atOnce === 0) await othersTurn();
      yield person;
    }
  };

/** A sample of the people of a store, or everybody where they are few, of whom one thing after another is found. */
export class Study {
  readonly size: StudySize;
  readonly #people: People;
  readonly #withPast: People;
  readonly #found = new Map<string, Promise<unknown>>();
  #history: Promise<SegmentHistory> | undefined;

  constructor(store: EmbeddedStore, catalogue: Catalogue, { people, of }: { people: readonly Person[]; of: number }) {
    const withPast = people.length < of ? people.slice(0, mostWithPast) : people;
    const terms = { store, catalogue, minimum: minimumBounds.usual };
    this.#people = { ...terms, everybody: yielding(people) };
    this.#withPast = { ...terms, everybody: yielding(withPast) };
    const asOf = people.reduce((latest, { state }) => Math.max(latest, state.clock), 0);
    this.size = { asOf, people: people.length, withPast: withPast.length, everybody: of };
  }

  /**
   * Finds what a pass over these people alone would.
   *
   * @throws {Error} where the catalogue has no such segment.
   */
  find(asked: AskedResult): Promise<unknown> {
    const name = `${asked.kind} ${asked.segment ?? ''}`;
    const found = this.#found.get(name) ?? this.#find(asked);
    this.#found.set(name, found);
    return found;
  }

  async #find({ kind, segment }: AskedResult): Promise<unknown> {
    if (kind !== 'metrics') return oneFinding(this.#people, { kind, segment });
    const { catalogue } = this.#people;
    this.#history ??= segmentHistory(this.#withPast, 'P7D');
    const definition = segment === undefined ? undefined : chosenSegment(catalogue, segment).source;
    return metricsOutput(catalogue, await this.#history, { every: 'P7D', definition });
  }
}

/** Draws the people with the smallest ranks, and reads them. */
export const openStudy = async (store: EmbeddedStore, catalogue: Catalogue): Promise<Study> => {
  const { people: of, persons } = await drawPersons(personsOf(store));
  const people: Person[] = [];
  for (const person of persons) {
    const { record } = await store.load(person, []);
    if (record?.kind === 'profile') people.push({ person, state: record.state });
  }
  return new Study(store, catalogue, { people, of });
};
