import type { Operands, Operator } from '../language/operator.ts';
import type { OperandKindOf, Operators, OperatorsOn } from '../language/operators.ts';
import type { Duration } from './duration-text.ts';

/** Texts of a few kinds are ordered beside any text. */
type Ordered<Value> = Value extends string ? string : Value;

/** The operand of an operator on values of one type. */
type OperandFor<Kind extends keyof Operands, Value> = Kind extends 'scalar'
  ? Value
  : Kind extends 'scalars'
    ? readonly Value[]
    : Kind extends 'ordered'
      ? Ordered<Value>
      : Kind extends 'duration' | 'lead'
        ? Duration
        : Kind extends 'length'
          ? Duration | { readonly times: number; readonly days: Value }
          : Operands[Kind];

/** The operators on certain values, where those are of one type. */
type Asking<On extends Operator['on'], Value> = {
  readonly [Name in OperatorsOn<On>]?: OperandFor<OperandKindOf<Name>, Value>;
};

/** Texts may be compared without letter case and accents. */
interface Folding {
  readonly fold?: boolean;
}

/** The comparisons that can hold for a value of one type. */
export type OperatorsFor<Value> = [Value] extends [boolean]
  ? Asking<'any' | 'scalar', boolean>
  : [Value] extends [number]
    ? Asking<'any' | 'scalar' | 'ordered', number>
    : [Value] extends [string]
      ? Asking<'any' | 'scalar' | 'ordered' | 'text', Value> & Asking<'text or list', string> & Folding
      : [Value] extends [readonly (infer Element extends string)[]]
        ? Asking<'any' | 'text or list', Element> & Folding
        : [Value] extends [object]
          ? Asking<'any', never>
          : Operators;

/** The comparisons of how long ago or how far ahead an instant or a date is; `Path` is that of a trait which counts days. */
export type Ages<Path> = Asking<'instant' | 'date', Path>;

/** No operators at all would be refused. */
export type AtLeastOne<Of> = {
  [Name in Exclude<keyof Of, 'fold'>]-?: Of & Required<Pick<Of, Name>>;
}[Exclude<keyof Of, 'fold'>];
