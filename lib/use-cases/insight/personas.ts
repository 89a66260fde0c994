import { planComparison, type ComparePlan } from '#lib/core/insight/compare/compare-groups.ts';
import { definitionOf } from '#lib/core/insight/definition/named-traits.ts';
import { saysTheSame } from '#lib/core/insight/definition/says-the-same.ts';
import { groupSurvey, type Grouped, type GroupSizes, type GroupSurvey } from '#lib/core/insight/groups.ts';
import { readKnown } from '#lib/core/insight/items/known-traits.ts';
import { cardOf, personaCounts, type Card } from '#lib/core/insight/persona/persona.ts';
import type { PersonaCounts } from '#lib/core/insight/persona/figures.ts';
import { peopleIn } from '#lib/core/insight/persona/spread.ts';
import { personaName } from '#lib/core/insight/persona/persona-name.ts';
import { sideBySide } from '#lib/core/insight/side-by-side.ts';
import type { Segment } from '#lib/core/segments/language/language.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import { accumulate, type Pass } from './accumulate.ts';
import { chosenSegment } from './chosen-segment.ts';
import type { InsightTerms, People } from './people.ts';
import { termsSaid, type TermLine } from './words.ts';

/** A persona: a segment's members as one made-up person, all of whose figures are theirs. Plain JSON. */
export interface Persona extends Partial<Card> {
  readonly segment: string;
  /** The segment's name in the catalogue. */
  readonly title?: string;
  /** The paths of the traits that the segment is defined by. */
  readonly byDefinition: readonly string[];
  /** Such as `Generous Gina`. It and all below but the sizes are absent where the segment is smaller than the minimum. */
  readonly name?: string;
  /** The latest clock of anybody. */
  readonly asOf: string;
  readonly members: number;
  /** Everybody else. */
  readonly others: number;
  /** The share of members among everybody; absent where there is nobody. */
  readonly share?: number;
  /** The strongest terms of their unhappy texts, where enough of them have written. */
  readonly unhappyWords?: readonly TermLine[];
}

/** Everybody, with the group that each is in for each of the segments. */
const groupedBySegment = ({ everybody }: People, segments: readonly Segment[]): Pass<readonly Grouped[]> =>
  async function* grouped() {
    for await (const person of everybody()) {
      const { memberships } = person.state;
      yield segments.map(({ key }) => ({ ...person, group: Object.hasOwn(memberships, key) ? 'members' : 'others' }));
    }
  };

/** A segment with all that two passes have found of it. */
export interface CountedSegment {
  readonly segment: Segment;
  readonly sizes: GroupSizes;
  readonly plan: ComparePlan;
  readonly counts: PersonaCounts;
}

const countAll = async (people: People, segments: readonly Segment[]): Promise<readonly CountedSegment[]> => {
  const pass = groupedBySegment(people, segments);
  const surveys = await accumulate(pass, sideBySide(segments.map(() => groupSurvey)));
  const plans = surveys.map((surveyed) => planComparison(surveyed, readKnown(people.catalogue)));
  const counts = await accumulate(pass, sideBySide(plans.map(personaCounts)));
  return segments.map((segment, place) => ({
    segment,
    sizes: surveys[place] as GroupSurvey,
    plan: plans[place] as ComparePlan,
    counts: counts[place] as PersonaCounts,
  }));
};

const mostWords = 5;

/** Whether enough members have given a score for words of the unhappy to be looked for. */
export const hasMoods = ({ counts }: CountedSegment, minimum: number): boolean =>
  peopleIn(counts.card.numbers['feedback.satisfaction'] ?? {}) >= minimum;

/** The strongest terms of unhappy texts. */
export const unhappiest = (lines: readonly TermLine[]): readonly TermLine[] =>
  lines.filter(({ z }) => z > 0).slice(0, mostWords);

const unhappyWordsOf = async (people: People, counted: CountedSegment): Promise<readonly TermLine[]> =>
  hasMoods(counted, people.minimum) ? unhappiest((await termsSaid(people, counted.segment.key)).lines) : [];

const headOf = ({ catalogue: { source } }: InsightTerms, { segment, sizes, plan }: CountedSegment) => {
  const [members, others] = [sizes.members.people, sizes.others.people];
  return {
    segment: segment.key,
    ...(segment.name !== undefined && { title: segment.name }),
    byDefinition: definitionOf(source, [segment]).traits,
    asOf: formatInstant(plan.now),
    members,
    others,
    ...(members + others > 0 && { share: members / (members + others) }),
  };
};

/** What a persona needs beside what is counted. */
export interface PersonaWords {
  /** Words that other personas beside this one have: that of this one is added. */
  readonly taken: Set<string>;
  /** The strongest terms of unhappy members. */
  readonly unhappyWords: readonly TermLine[];
}

/** The persona of a segment. */
export const personaOf = (
  terms: InsightTerms,
  counted: CountedSegment,
  { taken, unhappyWords }: PersonaWords,
): Persona => {
  const { minimum, catalogue } = terms;
  const { segment, plan, counts } = counted;
  const head = headOf(terms, counted);
  if (head.members < minimum) return head;
  const { name, word } = personaName(plan, counts.items, { title: segment.name ?? segment.key, minimum, taken });
  taken.add(word);
  const isLeftOut = saysTheSame(definitionOf(catalogue.source, [segment]), catalogue.source);
  return {
    ...head,
    name,
    ...cardOf(plan, counts, { minimum, isLeftOut, members: head.members }),
    ...(unhappyWords.length > 0 && { unhappyWords }),
  };
};

/** What `patron persona --json` prints: of one segment, what it is stands beside its persona as other commands have it. */
export const personaOutput = ({ catalogue }: InsightTerms, personas: readonly Persona[]) => {
  const segments = personas.map(({ segment }) => chosenSegment(catalogue, segment).source);
  const [persona] = personas;
  const { segment, members, others } = persona ?? {};
  return {
    ...(personas.length === 1 && { segment, members, others }),
    byDefinition: definitionOf(catalogue.source, segments).traits,
    personas,
  };
};

/**
 * Makes personas of segments in two passes over everybody, and those over texts where members gave feedback.
 *
 * @param keys - of segments of the catalogue.
 * @throws {Error} when the catalogue has no such segment, with the nearest key.
 */
export const personasOf = async (people: People, keys: readonly string[]): Promise<readonly Persona[]> => {
  const segments = keys.map((key) => chosenSegment(people.catalogue, key).source);
  const personas: Persona[] = [];
  const taken = new Set<string>();
  for (const counted of await countAll(people, segments)) {
    const unhappyWords = await unhappyWordsOf(people, counted);
    personas.push(personaOf(people, counted, { taken, unhappyWords }));
  }
  return personas;
};
