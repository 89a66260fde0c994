import type { Operators } from '../language/language.ts';
import type { Duration } from './duration-text.ts';

interface Presence {
  readonly exists?: boolean;
}

interface Choice<Value> extends Presence {
  readonly eq?: Value;
  readonly ne?: Value;
  readonly in?: readonly Value[];
  readonly notIn?: readonly Value[];
}

interface Ordering<Value> {
  readonly gt?: Value;
  readonly gte?: Value;
  readonly lt?: Value;
  readonly lte?: Value;
}

interface Parts {
  readonly contains?: string;
  readonly startsWith?: string;
}

interface Elements<Element> extends Presence {
  readonly contains?: Element;
}

/** The comparisons that can hold for a value of one type. */
export type OperatorsFor<Value> = [Value] extends [boolean]
  ? Choice<boolean>
  : [Value] extends [number]
    ? Choice<number> & Ordering<number>
    : [Value] extends [string]
      ? Choice<Value> & Ordering<string> & Parts
      : [Value] extends [readonly (infer Element extends string)[]]
        ? Elements<Element>
        : [Value] extends [object]
          ? Presence
          : Operators;

/** How long ago an instant lies. */
export interface Ages {
  readonly olderThan?: Duration;
  readonly newerThan?: Duration;
}

/** No operators at all would be refused. */
export type AtLeastOne<Of> = { [Name in keyof Of]-?: Of & Required<Pick<Of, Name>> }[keyof Of];

/** Tests of fields, by dotted path. */
export type WhereOver<Fields> = { readonly [Path in keyof Fields]?: AtLeastOne<OperatorsFor<Fields[Path]>> };
