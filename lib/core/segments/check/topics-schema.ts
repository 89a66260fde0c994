import { isText } from '#events/forms/text.ts';
import { isRecord } from '#events/is-record.ts';
import { foldText } from '../language/fold-text.ts';
import { checkedBy, type Found } from './chosen.ts';

/** How many topics there may be, and how many terms one may have: every text without topics is searched for each of them. */
export const mostTopics = 100;

const nameRule = 'a name of 1 to 256 characters that does not begin with x-';
const termsRule = `a list of 1 to ${mostTopics} terms`;
const termRule = 'a text of 1 to 256 characters, with other characters than accents';

const isName = (name: string): boolean => isText(name) && !name.startsWith('x-');

const isTerm = (term: unknown): boolean => typeof term === 'string' && isText(term) && foldText(term) !== '';

const termsFound = (name: string, terms: unknown): readonly Found[] => {
  if (!Array.isArray(terms) || terms.length === 0 || terms.length > mostTopics)
    return [{ path: [name], message: termsRule }];
  return terms.flatMap((term, index) => (isTerm(term) ? [] : [{ path: [name, index], message: termRule }]));
};

const topicFound = ([name, terms]: readonly [string, unknown]): readonly Found[] =>
  isName(name) ? termsFound(name, terms) : [{ path: [name], message: nameRule, params: { seen: name } }];

/** The terms of topics, by the name of each. */
export const topicsSchema = checkedBy((value) => {
  if (!isRecord(value)) return [{ path: [], message: 'an object of lists of terms by the names of topics' }];
  const topics = Object.entries(value);
  if (topics.length > mostTopics) return [{ path: [], message: `an object of at most ${mostTopics} topics` }];
  return topics.flatMap(topicFound);
});
