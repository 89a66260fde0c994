import { definitionOf } from '#lib/core/insight/definition/named-traits.ts';
import { choosePersonas } from '#lib/core/insight/report/persona-choice.ts';
import { sumOf } from '#lib/core/measures/exact-sum.ts';
import type { Catalogue, CompiledSegment } from '#lib/core/segments/compile/catalogue.ts';
import { bucketPath } from '#lib/core/segments/language/own-paths.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import { discover } from '../discover/discover.ts';
import type { People } from '../people.ts';
import { personasOf, type Persona } from '../personas.ts';
import { placesOfBest, placesOfEverybody, sharedByBest, sharedBySatisfied, wordsOfEverybody } from './answers.ts';
import { factsOf, segmentsInOrder, type ReportFacts } from './facts.ts';
import { foretold } from './foretold.ts';
import type { Report, ShopFigures } from './report.ts';
import { overlapsOf, reportedSegments } from './reported-segments.ts';
import { rfmGrid } from './rfm-grid.ts';
import { shopHistory } from './shop-history.ts';
import { studyTogether } from './study-together.ts';

/** What a report says that profiles do not. */
export interface AboutReport extends Pick<Report, 'source' | 'imported'> {
  /** Why there is no model, where there could be one. */
  readonly withoutModel?: string | undefined;
}

/** More than three groups confuse. */
const mostGroups = 3;

/** By code, so that no order of people makes a difference. */
const sortedByCode = (counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(counts).sort(([one], [other]) => (one < other ? -1 : 1)));

const shopFigures = ({ shop }: ReportFacts, months: ShopFigures['months']): ShopFigures => {
  const { customers, visitors, buyers, orders, revenue, otherCurrencies, first, last } = shop;
  const hasOthers = Object.values(otherCurrencies).some((count) => count > 0);
  return {
    customers,
    visitors,
    buyers,
    orders,
    revenue: sumOf(revenue),
    ...(hasOthers && { otherCurrencies: sortedByCode(otherCurrencies) }),
    ...(first !== null && { firstAt: formatInstant(first) }),
    ...(last !== null && { lastAt: formatInstant(last) }),
    months,
  };
};

/** Whether chance draws the members of a segment: nobody is like them. */
const isDrawn = ({ source }: Catalogue, { source: segment }: CompiledSegment): boolean =>
  definitionOf(source, [segment]).traits.some((path) => bucketPath.test(path));

/** The facts, and the personas that are chosen by them. */
const factsAndPersonas = async (people: People) => {
  const facts = await factsOf(people);
  const { customers, visitors } = facts.shop;
  const segments = segmentsInOrder(people.catalogue);
  const places = [...segments.keys()].filter((place) => !isDrawn(people.catalogue, segments[place] as CompiledSegment));
  const choice = { places, people: customers + visitors, minimum: people.minimum };
  const keys = choosePersonas(facts.memberships, choice).flatMap((place) => segments[place]?.key ?? []);
  return { facts, personas: await personasOf(people, keys) };
};

const definitionsOf = ({ catalogue: { source } }: People, personas: readonly Persona[]): readonly string[] => {
  const keys = new Set(personas.map(({ segment }) => segment));
  return definitionOf(
    source,
    source.segments.filter(({ key }) => keys.has(key)),
  ).traits;
};

/** Everything that is found of people. */
const studies = ({ withoutModel }: AboutReport, people: People) => {
  const together =
    <Result>(study: (people: People) => Promise<Result>) =>
    (everybody: People['everybody']) =>
      study({ ...people, everybody });
  return {
    known: together(factsAndPersonas),
    history: together(shopHistory),
    rfm: together(rfmGrid),
    best: together(sharedByBest),
    satisfied: together(sharedBySatisfied),
    places: together(placesOfEverybody),
    bestPlaces: together(placesOfBest),
    words: together(wordsOfEverybody),
    groups: together(async (each) => (await discover(each, mostGroups)).discovery),
    predictions: together((each) => foretold(each, withoutModel)),
  };
};

/**
 * Gathers a report, reading everybody as seldom as may be; undefined where there is nobody. Whatever the order of people, the
 * report is the same.
 */
export const gatherReport = async (people: People, about: AboutReport): Promise<Report | undefined> => {
  const { known, history, ...found } = await studyTogether(people.everybody, studies(about, people));
  const { facts, personas } = known;
  const { customers, visitors, now } = facts.shop;
  if (customers + visitors === 0) return undefined;
  const { months, periods, flows } = history;
  const { catalogue, minimum } = people;
  return {
    asOf: formatInstant(now),
    minimum,
    currency: catalogue.currency,
    zone: catalogue.calendar.timeZone,
    traits: catalogue.source.traits ?? {},
    source: about.source,
    ...(about.imported && { imported: about.imported }),
    shop: shopFigures(facts, months),
    segments: reportedSegments(people, facts),
    periods,
    flows,
    ...found,
    personas,
    overlaps: overlapsOf(people, facts),
    byDefinition: definitionsOf(people, personas),
  };
};
