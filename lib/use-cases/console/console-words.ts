/** What the console is told of the language. No other route needs it, and no cold start loads it. */
export { checkedCatalogue, checkedCondition } from './checked-draft.ts';
export { spokenLanguage } from './spoken-language.ts';
