import { backfill } from '#lib/core/engine/backfill.ts';
import type { Group } from '#lib/core/insight/groups.ts';
import { questionFacts } from '#lib/core/insight/question-facts.ts';
import type { Person } from '#lib/core/insight/person.ts';
import { questionOf, type Question, type QuestionName } from '#lib/core/insight/questions.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { nodeHolds } from '#lib/core/segments/compile/node.ts';
import { day, parseDuration } from '#lib/core/time/duration.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { accumulate } from '../accumulate.ts';
import { pastEvents, type PastEvent } from '../../history/past-events.ts';
import type { People } from '../people.ts';
import { groupedBy, othersOf, rest, type About, type Asked } from './asked.ts';

const scopeKey = 'asked';

/** A question, ready to be decided of anybody. */
export interface Deciding {
  readonly question: Question;
  /** Of two segments: that of the question, and that of the people whom it can be asked of. */
  readonly catalogue: Catalogue;
  readonly now: Instant;
}

/** Makes a question ready to be decided by what the profiles of a catalogue keep, as of an instant. */
export const decidingOf = (
  question: Question,
  { source: { currency, timeZone } }: Catalogue,
  now: Instant,
): Deciding => {
  const segments = [question.segment, { key: scopeKey, when: question.scope }];
  return { question, now, catalogue: compile({ currency, ...(timeZone !== undefined && { timeZone }), segments }) };
};

/** Whether a question asks about events, which are folded again: the store measures what its own catalogue asks about. */
export const isOfEvents = ({ catalogue }: Deciding): boolean => catalogue.measures.size > 0;

const groupIn = (segment: string, held: readonly string[]): Group | undefined => {
  if (held.includes(segment)) return 'members';
  return held.includes(scopeKey) ? 'others' : undefined;
};

type GroupOf = (person: Person) => Group | undefined;

/** Decides by what profiles keep. */
export const groupByProfile =
  ({ question, catalogue, now }: Deciding): GroupOf =>
  ({ state }) => {
    const held = catalogue.segments.filter(({ condition }) => nodeHolds(condition, state, now)).map(({ key }) => key);
    return groupIn(question.segment.key, held);
  };

/** Whether an event may count: one that arrived longer ago than the question looks back does not. A day more than the window, whose edges are not decided here. */
export const mayCount = ({ question: { within }, now }: Deciding, arrivedAt: Instant): boolean =>
  within === undefined || arrivedAt >= now - (parseDuration(within) ?? Infinity) - day;

/** Whether somebody can be in either group at all: so not everybody's events are read. */
export const canBeAsked = (deciding: Deciding, { state }: Person): boolean => {
  const { part, within } = deciding.question;
  const known = state.profile[part];
  if (known === undefined || within === undefined) return known !== undefined;
  const lastAt = typeof known === 'object' && 'lastAt' in known ? known.lastAt : undefined;
  return lastAt === undefined || mayCount(deciding, lastAt);
};

/**
 * Decides by events, as a backfill would.
 *
 * @param past - at least the events that may count.
 */
export const groupByEvents = (deciding: Deciding, { state }: Person, past: readonly PastEvent[]): Group | undefined => {
  const { question, catalogue, now } = deciding;
  const events = past.filter(({ arrivedAt }) => mayCount(deciding, arrivedAt));
  const { state: decided } = backfill(catalogue, state, { events, at: now });
  return groupIn(question.segment.key, Object.keys(decided.memberships));
};

/** Decides everybody by events, once for all passes. */
const groupAllByEvents = async ({ everybody, store }: People, deciding: Deciding): Promise<GroupOf> => {
  const groups = new Map<PersonKey, Group>();
  for await (const person of everybody()) {
    if (!canBeAsked(deciding, person)) continue;
    const group = groupByEvents(deciding, person, await pastEvents(store, person.person));
    if (group) groups.set(person.person, group);
  }
  return ({ person }) => groups.get(person);
};

/** The question of a name, with the group that it puts each into. */
const decided = async (people: People, name: QuestionName): Promise<{ question: Question; groupOf: GroupOf }> => {
  const { now, ...facts } = await accumulate(people.everybody, questionFacts);
  const question = questionOf(name, facts);
  const deciding = decidingOf(question, people.catalogue, now);
  return {
    question,
    groupOf: isOfEvents(deciding) ? await groupAllByEvents(people, deciding) : groupByProfile(deciding),
  };
};

/** Those whom a question picks beside the others of whom it can be asked. */
export const aboutQuestion = ({ segment, missing, others }: Question): About => ({
  segment,
  with: rest,
  others,
  definitions: [segment],
  missing,
});

/**
 * Asks one of the questions that need no segment of the shop's own.
 *
 * @param other - the key of the segment of the others, or `rest`; by default they are the others of whom it can be asked.
 * @throws {Error} when the catalogue has no such segment, with the nearest key.
 */
export const askQuestion = async (people: People, name: QuestionName, other?: string): Promise<Asked> => {
  const chosen = other === undefined ? undefined : othersOf(people, other);
  const { question, groupOf } = await decided(people, name);
  const about = aboutQuestion(question);
  return {
    ...about,
    ...(chosen && { with: chosen.with, others: chosen.others }),
    ...(chosen?.segment && { definitions: [question.segment, chosen.segment] }),
    grouped: groupedBy(people, (person) => {
      const group = groupOf(person);
      if (group === 'members' || chosen === undefined) return group;
      return chosen.isOther(person) ? 'others' : undefined;
    }),
  };
};
