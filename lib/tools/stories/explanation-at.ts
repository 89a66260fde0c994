import { idFieldOf, type PersonKey } from '#lib/core/profile/person.ts';
import { instantWords } from '#lib/core/time/instant-words.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import { explainSegment } from '#lib/use-cases/explain/explain-segment.ts';
import { segmentExplanationText } from '../explanation/explanation-text.ts';
import type { People } from './people.ts';

interface Question {
  readonly person: PersonKey;
  readonly segment: string;
  readonly at: Instant;
}

/** Why there is nothing to explain of a person without a profile. */
const nothingWords = (people: People, { person, at }: Question): string => {
  const record = people.recordAt(person, at);
  const when = instantWords(formatInstant(at));
  if (record?.kind === 'erased') return `They were erased on ${instantWords(formatInstant(record.erasedAt))}.`;
  if (record?.kind === 'linked')
    return `They were customer ${Object.values(idFieldOf(record.to)).join('')} on ${when}.`;
  return `Nothing was known of them on ${when}.`;
};

/** Why a person was in a segment at an instant or not, as `patron explain` says it. */
export const explanationAt = (people: People, question: Question): string => {
  const { person, segment: key, at } = question;
  const { catalogue } = people;
  const state = people.stateAt(person, at);
  if (state === undefined) return nothingWords(people, question);
  const snapshot = { person, view: { state, at }, memberships: state.memberships, history: people.changes, notes: [] };
  const segments = catalogue.segments.filter((segment) => segment.key === key);
  const texts = explainSegment(catalogue, snapshot, segments).map((one) =>
    segmentExplanationText(one, catalogue.source),
  );
  return texts.join('\n');
};
