import type { Fields } from './event-forms.ts';

/** An applied event: what happened to a person at `t`, with its known fields and defaults alone. */
export interface Fact {
  readonly type: string;
  readonly detail: Fields;
  readonly t: number;
  readonly eventId: string;
}

export const compareText = (a: string, b: string): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};

const isCustomers = ({ detail }: Fact): number => (Object.hasOwn(detail, 'customerId') ? 1 : 0);

/** Oldest first; of two equal times the larger `eventId` is the newer, and of two equal in both the customer's own. */
export const byTime = (a: Fact, b: Fact): number =>
  a.t - b.t || compareText(a.eventId, b.eventId) || isCustomers(a) - isCustomers(b);

export const ofType = (facts: readonly Fact[], ...types: string[]): Fact[] =>
  facts.filter((fact) => types.includes(fact.type)).toSorted(byTime);

/** The strings that a field of events holds, oldest first, where they have it. */
export const textsOf = (facts: readonly Fact[], name: string): string[] =>
  facts.map((fact) => fact.detail[name]).filter((value) => typeof value === 'string');

/** The numbers that a field of events holds, oldest first, where they have it. */
export const numbersOf = (facts: readonly Fact[], name: string): number[] =>
  facts.map((fact) => fact.detail[name]).filter((value) => typeof value === 'number');
