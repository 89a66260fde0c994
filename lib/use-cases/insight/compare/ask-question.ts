import { backfill } from '#lib/core/engine/backfill.ts';
import type { Group } from '#lib/core/insight/groups.ts';
import { questionFacts } from '#lib/core/insight/question-facts.ts';
import type { Person } from '#lib/core/insight/person.ts';
import { questionOf, type Question, type QuestionName } from '#lib/core/insight/questions.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { nodeHolds } from '#lib/core/segments/compile/node.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { accumulate } from '../accumulate.ts';
import { pastEvents } from '../../history/past-events.ts';
import type { People } from '../people.ts';
import { groupedBy, othersOf, rest, type Asked } from './asked.ts';

const scopeKey = 'asked';

/** A question, ready to be decided of anybody. */
interface Deciding {
  readonly question: Question;
  /** Of two segments: that of the question, and that of the people whom it can be asked of. */
  readonly catalogue: Catalogue;
  readonly now: Instant;
}

const catalogueOf = ({ segment, scope }: Question, { source: { currency, timeZone } }: Catalogue): Catalogue =>
  compile({
    currency,
    ...(timeZone !== undefined && { timeZone }),
    segments: [segment, { key: scopeKey, when: scope }],
  });

const groupIn = (segment: string, held: readonly string[]): Group | undefined => {
  if (held.includes(segment)) return 'members';
  return held.includes(scopeKey) ? 'others' : undefined;
};

type GroupOf = (person: Person) => Group | undefined;

/** Decides by what profiles keep. */
const groupByProfile =
  ({ question, catalogue, now }: Deciding): GroupOf =>
  ({ state }) => {
    const held = catalogue.segments.filter(({ condition }) => nodeHolds(condition, state, now)).map(({ key }) => key);
    return groupIn(question.segment.key, held);
  };

/** Folds events again, as a backfill would, once for all passes: the store measures what its own catalogue asks about. */
const groupByEvents = async (
  { everybody, store }: People,
  { question, catalogue, now }: Deciding,
): Promise<GroupOf> => {
  const groups = new Map<PersonKey, Group>();
  for await (const { person, state } of everybody()) {
    if (state.profile[question.part] === undefined) continue;
    const { state: decided } = backfill(catalogue, state, { events: await pastEvents(store, person), at: now });
    const group = groupIn(question.segment.key, Object.keys(decided.memberships));
    if (group) groups.set(person, group);
  }
  return ({ person }) => groups.get(person);
};

/** The question of a name, with the group that it puts each into. */
const decided = async (people: People, name: QuestionName): Promise<{ question: Question; groupOf: GroupOf }> => {
  const { now, ...facts } = await accumulate(people.everybody, questionFacts);
  const question = questionOf(name, facts);
  const deciding = { question, catalogue: catalogueOf(question, people.catalogue), now };
  const isOfEvents = deciding.catalogue.measures.size > 0;
  return { question, groupOf: isOfEvents ? await groupByEvents(people, deciding) : groupByProfile(deciding) };
};

/**
 * Asks one of the questions that need no segment of the shop's own.
 *
 * @param other - the key of the segment of the others, or `rest`; by default they are the others of whom it can be asked.
 * @throws {Error} when the catalogue has no such segment, with the nearest key.
 */
export const askQuestion = async (people: People, name: QuestionName, other?: string): Promise<Asked> => {
  const chosen = other === undefined ? undefined : othersOf(people, other);
  const { question, groupOf } = await decided(people, name);
  const { segment, missing, others } = question;
  return {
    segment,
    ...(chosen ? { with: chosen.with, others: chosen.others } : { with: rest, others }),
    definitions: chosen?.segment ? [segment, chosen.segment] : [segment],
    missing,
    grouped: groupedBy(people, (person) => {
      const group = groupOf(person);
      if (group === 'members' || chosen === undefined) return group;
      return chosen.isOther(person) ? 'others' : undefined;
    }),
  };
};
