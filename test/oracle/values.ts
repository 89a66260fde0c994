import type { Value } from './catalogue.ts';
import { measured, type Books } from './aggregates.ts';

/** What values are worked out of. */
export interface Figures extends Books {
  readonly traitAt: (path: string) => unknown;
}

const finite = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

type Operation = (one: number, other: number) => number;

const operations: Readonly<Record<string, Operation>> = {
  plus: (one, other) => one + other,
  minus: (one, other) => one - other,
  times: (one, other) => one * other,
  dividedBy: (one, other) => (other === 0 ? Number.NaN : one / other),
};

const fromLeft = (operation: Operation, parts: readonly (number | undefined)[]): number | undefined =>
  finite(parts.reduce((one, other) => (one === undefined || other === undefined ? undefined : operation(one, other))));

/** A number that is worked out; undefined where it has no value. */
export const valueOf = (value: Value, figures: Figures): number | undefined => {
  if (typeof value === 'number') return finite(value);
  if ('performed' in value) return finite(measured(value, figures));
  if ('trait' in value) return finite(figures.traitAt(value.trait));
  const [[name, parts] = ['', []]] = Object.entries<readonly Value[]>(value);
  const operation = operations[name];
  if (operation === undefined) throw new Error(`Cannot work out as a value: current value is ${name}`);
  return fromLeft(
    operation,
    parts.map((part) => valueOf(part, figures)),
  );
};
