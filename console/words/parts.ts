import type { FailureCode } from '../api/failure.ts';

interface FailureWords {
  readonly title: string;
  /** What to do about it. */
  readonly hint: string;
}

/** What is said of a call that failed, before the API's own message. */
export const failures: Readonly<Record<FailureCode, FailureWords>> = {
  'bad-request': { title: 'That cannot be asked', hint: 'Correct what the message names and try again.' },
  unauthenticated: {
    title: 'This page is not signed in',
    hint: 'Open the address that patron console printed, with everything behind the #.',
  },
  forbidden: {
    title: 'This is not for your role',
    hint: 'Ask whoever runs Patron for the role that the message names.',
  },
  'not-found': { title: 'Nothing is known here', hint: 'Check the id or the key, or go back.' },
  conflict: { title: 'That is not possible here', hint: 'The message says why, and what is.' },
  erased: { title: 'Erased', hint: 'This person asked to be forgotten. Nothing but the erasure is known.' },
  throttled: { title: 'Too many questions at once', hint: 'Wait a moment and try again.' },
  internal: { title: 'Patron failed', hint: 'Try again. If it stays, its log says more.' },
  unreachable: {
    title: 'Patron cannot be reached',
    hint: 'See whether patron still runs in its terminal and whether the network works, then try again.',
  },
  unexpected: { title: 'Something went wrong', hint: 'Try again. If it stays, the terminal of patron says more.' },
};

/** Texts of parts that many screens use. */
export const parts = {
  loading: 'Loading',
  retry: 'Try again',
  more: 'Show more',
  readingMore: 'Loading more',
  shown: (count: string) => `${count} shown`,
  in: 'In',
  out: 'Out',
  close: 'Close',
  copy: 'Copy',
  copied: 'Copied',
  asTable: 'Show as a table',
  utc: (instant: string) => `${instant} UTC`,
  all: 'All of these',
  any: 'Any of these',
  not: 'Not this',
  observed: (value: string) => `now ${value}`,
  holds: 'Holds',
  holdsNot: 'Does not hold',
  approximate: 'about',
  nothing: 'nothing',
  /** A chart is read with the arrow keys. */
  chartKeys: 'Use the arrow keys to read the values.',
  underShare: (share: string) => `under ${share}`,
  overShare: (share: string) => `over ${share}`,
} as const;
