import { hash } from 'node:crypto';
import { replicas } from './replicas.ts';

/** A line that names somebody. */
const isEvent = (line: string): boolean => /^\{.*"(?:customerId|anonymousId)".*\}$/.test(line);

interface Entry {
  readonly detail: { readonly customerId?: string; readonly anonymousId?: string };
}

const personIn = (line: string): string => {
  const { customerId, anonymousId } = (JSON.parse(line) as Entry).detail;
  return customerId ?? anonymousId ?? '';
};

/** Most people of a shop come seldom. */
const mostEvents = 24;

/** How many events a person has: always the same of one person. */
const eventsOf = (person: string): number => 1 + (hash('sha256', person, 'buffer').readUInt32BE() % mostEvents);

/** Counts the events of each person, and says of one whether it is among their first. */
const amongTheFirst = () => {
  const seen = new Map<string, number>();
  return (line: string): boolean => {
    const person = personIn(line);
    const count = (seen.get(person) ?? 0) + 1;
    seen.set(person, count);
    return count <= eventsOf(person);
  };
};

/** Repeats lines for other people, as `replicas` does, of each the first few: from 1 to 24. The order of time stays. */
export const shortReplicas = function* (lines: Iterable<string>, times: number): Generator<string, void> {
  const isKept = amongTheFirst();
  for (const line of lines) if (isEvent(line)) yield* [...replicas([line], times)].filter(isKept);
};
