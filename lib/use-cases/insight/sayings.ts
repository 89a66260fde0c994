import type { Person } from '#lib/core/insight/person.ts';
import type { FeedbackText, Said } from '#lib/core/insight/words/said.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import { scaledScore } from '#lib/core/profile/feedback.ts';
import type { Pass } from './accumulate.ts';
import { pastEvents, type PastEvent, type RowGlance } from '../history/past-events.ts';
import type { People } from './people.ts';
import { readAhead } from './read-ahead.ts';

const textOf = ({ event }: PastEvent): readonly FeedbackText[] => {
  if (event?.type !== 'FeedbackGiven') return [];
  const { text, score, scale } = event.detail;
  if (text === undefined) return [];
  return [{ text, ...(score !== undefined && { satisfaction: scaledScore(score, scale) }) }];
};

/** The texts of feedback among a person's events. */
export const saidIn = (person: PersonKey, events: readonly PastEvent[]): Said => ({
  person,
  texts: events.flatMap(textOf),
});

/** Whether an event may be feedback. */
export const mayBeFeedback = ({ type }: RowGlance): boolean => type === undefined || type === 'FeedbackGiven';

/** Whether somebody can have written anything. */
export const hasAnswered = ({ state: { profile } }: Person): boolean => profile.feedback !== undefined;

/** So many UTF-16 code units of texts are remembered for the second pass. */
const mostRemembered = 20_000_000;

const sizeOf = ({ texts }: Said): number => texts.reduce((sum, { text }) => sum + text.length, 0);

/** The same inputs in each pass, read once where they are small enough to be remembered. */
const remembering = (pass: Pass<Said>): Pass<Said> => {
  let remembered: readonly Said[] | undefined;
  return async function* read(): AsyncIterable<Said> {
    if (remembered) {
      yield* remembered;
      return;
    }
    let size = 0;
    const all: Said[] = [];
    for await (const said of pass()) {
      size += sizeOf(said);
      if (size <= mostRemembered) all.push(said);
      yield said;
    }
    if (size <= mostRemembered) remembered = all;
  };
};

/**
 * The texts of feedback that count, read from the ledger of everybody who gave some.
 *
 * @param segment - the key of the only segment whose members are read; everybody by default.
 */
export const sayings = ({ everybody, store }: People, segment?: string): Pass<Said> => {
  const writers = async function* read(): AsyncIterable<Person> {
    for await (const person of everybody()) {
      const isRead = segment === undefined || Object.hasOwn(person.state.memberships, segment);
      if (isRead && hasAnswered(person)) yield person;
    }
  };
  const saidBy = async ({ person }: Person): Promise<Said> =>
    saidIn(person, await pastEvents(store, person, mayBeFeedback));
  return remembering(async function* read(): AsyncIterable<Said> {
    for await (const said of readAhead(writers(), saidBy)) if (said.texts.length > 0) yield said;
  });
};
