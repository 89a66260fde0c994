import type { InsightKind } from '#events/insight-published.ts';
import { questionNames } from '#lib/core/insight/questions.ts';
import type { Person } from '#lib/core/insight/person.ts';
import { buyerOf } from '#lib/core/predictions/fit/buyer.ts';
import { allRegularities, fitModel } from '#lib/core/predictions/fit/fit-model.ts';
import { FitRefusedError } from '#lib/core/predictions/fit/refusals.ts';
import { askQuestion } from './compare/ask-question.ts';
import { askSegment, rest } from './compare/asked.ts';
import { comparePeople } from './compare/compare-people.ts';
import { placesOf, placesOfAll } from './compare/place-people.ts';
import { discover, usualGroups } from './discover/discover.ts';
import type { RunModel } from './pass/fit-run.ts';
import type { People } from './people.ts';
import { personaOutput, personasOf } from './personas.ts';
import { rfmGrid } from './report/rfm-grid.ts';
import { wordsSaid } from './words.ts';

/** What can be found by itself, without a pass for everything. Metrics are of all segments at once. */
type FindingKind = Exclude<InsightKind, 'metrics'> | 'rfm';

/** A finding about a segment, a question or everybody. */
export interface AskedFinding {
  readonly kind: FindingKind;
  /** The key of a segment, of `compare` also the name of a question; undefined for everybody. */
  readonly segment: string | undefined;
}

type Find = (people: People, segment: string | undefined) => Promise<unknown>;

const comparisonOf: Find = async (people, segment = '') => {
  const question = questionNames.find((name) => name === segment);
  const asked = question === undefined ? askSegment(people, segment, rest) : await askQuestion(people, question);
  return (await comparePeople(people, asked)).comparison;
};

/** Orders that nobody has folded again since days are kept are no buyers. */
const isUnfit = (error: unknown): error is Error => error instanceof FitRefusedError || error instanceof TypeError;

const modelOf = async ({ everybody, catalogue: { calendar } }: People): Promise<RunModel> => {
  const people: Person[] = await Array.fromAsync(everybody());
  const asOf = people.reduce((latest, { state }) => Math.max(latest, state.clock), 0);
  try {
    const buyers = people.flatMap(({ state }) => buyerOf(state.profile.orders) ?? []);
    return fitModel(buyers, { asOf, calendar, regularities: allRegularities });
  } catch (error) {
    if (!isUnfit(error)) throw error;
    return { missing: error.message };
  }
};

const finds: Readonly<Record<FindingKind, Find>> = {
  compare: comparisonOf,
  places: (people, key) => (key === undefined ? placesOfAll(people) : placesOf(people, askSegment(people, key, rest))),
  words: wordsSaid,
  persona: async (people, key = '') => personaOutput(people, await personasOf(people, [key])),
  discover: async (people) => (await discover(people, usualGroups)).discovery,
  predictions: modelOf,
  rfm: rfmGrid,
};

/**
 * Finds one thing about people: what the command of its name prints with `--json`.
 *
 * @throws {Error} where the catalogue has no such segment.
 */
export const oneFinding = (people: People, { kind, segment }: AskedFinding): Promise<unknown> =>
  finds[kind](people, segment);
