import { mostTopics } from '../../segments/check/topics-schema.ts';

/** A term with the side that it tells: above 0 the one, below 0 the other. */
interface Told {
  readonly term: string;
  readonly z: number;
}

type Topics = Readonly<Record<string, readonly string[]>>;

/** So many letters at the beginning of two words make them forms of one: `cancelado`, `cancelar`. */
const stemLength = 5;

const longestTerm = 256;

const stemsOf = (term: string): readonly string[] =>
  term
    .split(' ')
    .filter((word) => word.length >= stemLength)
    .map((word) => word.slice(0, stemLength));

interface Topic {
  readonly leader: Told;
  readonly stems: readonly string[];
  readonly terms: string[];
}

const isOf = ({ leader, stems }: Topic, { term, z }: Told): boolean =>
  Math.sign(z) === Math.sign(leader.z) && stemsOf(term).some((stem) => stems.includes(stem));

/** Puts each term to the strongest that it shares a word with, or at the head of a topic of its own. */
const grouped = (strongestFirst: readonly Told[]): readonly Topic[] => {
  const topics: Topic[] = [];
  for (const told of strongestFirst) {
    const topic = topics.find((one) => isOf(one, told));
    if (topic === undefined) topics.push({ leader: told, stems: stemsOf(told.term), terms: [told.term] });
    else if (topic.terms.length < mostTopics) topic.terms.push(told.term);
  }
  return topics;
};

/**
 * Suggests topics for a catalogue: terms of one side that share a word, each topic named after its strongest term.
 *
 * @param strongestFirst - the terms that tell.
 * @param known - the topics that the catalogue has: they stay as they are.
 */
export const suggestedTopics = (strongestFirst: readonly Told[], known: Topics = {}): Topics => {
  const topics = grouped(strongestFirst.filter(({ term }) => term.length <= longestTerm));
  const added = topics.filter(({ leader }) => !Object.hasOwn(known, leader.term));
  const room = mostTopics - Object.keys(known).length;
  return { ...known, ...Object.fromEntries(added.slice(0, room).map(({ leader, terms }) => [leader.term, terms])) };
};
