import { operations, type Arithmetic } from './arithmetic.ts';

/** An operation with one number. */
interface Step {
  readonly form: Arithmetic;
  readonly number: number;
  /** Whether the number comes before what it is worked with: 1 - p, 1 / p. */
  readonly isFirst: boolean;
}

const taken = ({ form, number, isFirst }: Step, value: number): number =>
  isFirst ? operations[form](number, value) : operations[form](value, number);

const inverses: Readonly<Record<Arithmetic, Arithmetic>> = {
  plus: 'minus',
  minus: 'plus',
  times: 'dividedBy',
  dividedBy: 'times',
};

/** What a step was taken from, about. */
const takenBack = ({ form, number, isFirst }: Step, result: number): number =>
  isFirst && (form === 'minus' || form === 'dividedBy')
    ? operations[form](number, result)
    : operations[inverses[form]](result, number);

const turnsRound = ({ form, number, isFirst }: Step): boolean => {
  if (form === 'minus') return isFirst;
  if (form === 'times') return number < 0;
  return form === 'dividedBy' && (isFirst ? number > 0 : number < 0);
};

/** What is worked out of one number and constants, step by step. */
export class MovingValue {
  readonly #steps: readonly Step[];
  /** Whether it rises, between its leaps, as the number does. */
  readonly isRising: boolean;

  private constructor(steps: readonly Step[]) {
    this.#steps = steps;
    this.isRising = steps.filter(turnsRound).length % 2 === 0;
  }

  /** The number itself. */
  static readonly itself = new MovingValue([]);

  /** The same after an operation whose parts, all but one, are constants. From left to right, as arithmetic is worked out. */
  after(form: Arithmetic, before: readonly number[], behind: readonly number[]): MovingValue {
    const first = before.length === 0 ? [] : [{ form, number: before.reduce(operations[form]), isFirst: true }];
    return new MovingValue([...this.#steps, ...first, ...behind.map((number) => ({ form, number, isFirst: false }))]);
  }

  get isWorkedOut(): boolean {
    return this.#steps.length > 0;
  }

  /** Infinite, or NaN, where the value that is compared is absent. */
  of(number: number): number {
    // Mostly nothing is worked out.
    let value = number;
    for (const step of this.#steps) value = taken(step, value);
    return value;
  }

  /** About the number of which a value is worked out. */
  back(value: number): number {
    return this.#steps.reduceRight((result, step) => takenBack(step, result), value);
  }

  /** What it is worked out of on the way, from the number itself on, each with whether a constant is divided by it. */
  get stages(): readonly (readonly [stage: MovingValue, isDivisor: boolean])[] {
    return this.#steps.map(({ form, isFirst }, position) => [
      new MovingValue(this.#steps.slice(0, position)),
      form === 'dividedBy' && isFirst,
    ]);
  }
}
