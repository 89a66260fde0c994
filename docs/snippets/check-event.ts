import { acceptEntry } from 'patron/events';

/** What Patron would say to an entry: undefined where it takes it, else such as `total must be an integer, current value is 19.99`. */
export const objectionTo = (entry: unknown): string | undefined => {
  const acceptance = acceptEntry(entry);
  return acceptance.ok ? undefined : acceptance.refusal.message;
};
