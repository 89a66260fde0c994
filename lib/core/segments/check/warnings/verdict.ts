import { writtenTest } from '../../compile/operators.ts';
import type { Operator, Scalar } from '../../language/operator.ts';
import { comparisonsIn, operators, type Comparison, type TraitOperators } from '../../language/operators.ts';
import { areAgesPossible, isAboutNow } from './ages.ts';
import { candidatesFrom, typeOf } from './candidates.ts';
import type { Compared } from './compared.ts';
import { isInstantText } from './instant-text.ts';

const isScalarForm = ({ form }: Compared): boolean => form !== 'list' && form !== 'object';

const isWithin = (value: unknown, { range, limits }: Compared): boolean => {
  const [least, most] = limits ?? range ?? [-Infinity, Infinity];
  return typeof value === 'number' && value >= least && (limits ? value <= most : value < most);
};

/** Whether a value is one that the compared can have, beside its form. */
const fits = (compared: Compared, value: unknown): boolean => {
  const { counts, domain, range, limits } = compared;
  if (domain) return domain.some((one) => one === value);
  if (range || limits) return isWithin(value, compared);
  return !counts || (typeof value === 'number' && Number.isInteger(value) && value >= 0);
};

/** Whether there is a value for everyone, and always. */
const isAlwaysThere = ({ counts, domain, range }: Compared): boolean =>
  counts || domain !== undefined || range !== undefined;

/** Whether an operand could equal a value of the compared. */
const couldEqual = (compared: Compared, operand: Scalar): boolean => {
  if (!isScalarForm(compared)) return false;
  const type = typeOf[compared.form];
  if (type !== undefined && typeof operand !== type) return false;
  // Another letter case of one of few values is told by trying them all.
  return compared.domain !== undefined || fits(compared, operand);
};

const holdsText = ({ form }: Compared): boolean => form === 'any' || typeOf[form] === 'string';

/** Whether operators can hold for some value that is compared, by the values that they are for. */
const isFor: Readonly<Record<Operator['on'], (compared: Compared, operand: unknown) => boolean>> = {
  any: () => true,
  scalar: () => true,
  ordered: ({ form }, operand) => form === 'any' || typeOf[form] === typeof operand,
  text: holdsText,
  'text or list': ({ form }) => form === 'text' || form === 'list' || form === 'any',
  instant: holdsText,
  date: holdsText,
};

/** Whether one comparison alone can hold for some value. */
const isPossible = (compared: Compared, { name, operand }: Comparison): boolean => {
  if (name === 'eq') return couldEqual(compared, operand);
  if (name === 'in') return operand.some((one) => couldEqual(compared, one));
  if (name === 'exists') return operand || !isAlwaysThere(compared);
  return isFor[operators[name].on](compared, operand);
};

const meetsAll = (value: unknown, comparisons: readonly Comparison[], fold: boolean): boolean =>
  comparisons.every((comparison) => writtenTest(comparison, fold)(value, Number.NaN));

/** Operators whose answer changes elsewhere than at their operands. */
const unedged: ReadonlySet<string> = new Set(['exists', 'contains', 'startsWith', 'endsWith']);

/** Whether some value meets all of several comparisons; texts and numbers between operands are tried at their edges. */
const arePossible = (compared: Compared, comparisons: readonly Comparison[]): boolean => {
  const others = comparisons.filter((comparison) => !isAboutNow(comparison));
  const absent = comparisons.some(({ name, operand }) => name === 'exists' && !operand);
  if (absent) return others.length === comparisons.length && meetsAll(undefined, others, false);
  const edged = others.filter(({ name }) => !unedged.has(name));
  if (edged.length < (isAlwaysThere(compared) || compared.limits ? 1 : 2)) return true;
  return candidatesFrom(compared, edged).some((value) => fits(compared, value) && meetsAll(value, edged, false));
};

/** Whether no value at all can fail: a number of events is never below 0. */
const isCertain = (compared: Compared, comparisons: readonly Comparison[]): boolean =>
  isAlwaysThere(compared) &&
  candidatesFrom(compared, comparisons).every((value) => !fits(compared, value) || meetsAll(value, comparisons, false));

/** Whether texts are compared in another way than letter by letter, so that trying some of them proves nothing. */
const isBeyondTexts = ({ isTrait }: Compared, { fold }: TraitOperators, comparisons: readonly Comparison[]): boolean =>
  fold === true || (isTrait === true && comparisons.some(({ operand }) => isInstantText(operand)));

const ofDomain = (domain: readonly Scalar[], is: TraitOperators): 'never' | 'always' | undefined => {
  const held = domain.filter((value) => meetsAll(value, comparisonsIn(is), is.fold ?? false));
  if (held.length === 0) return 'never';
  return held.length === domain.length ? 'always' : undefined;
};

/**
 * Whether a comparison can never hold, or always holds, whatever the value; undefined where that depends on it. It may be
 * silent, but it is never wrong.
 */
export const verdictOf = (compared: Compared, is: TraitOperators): 'never' | 'always' | undefined => {
  const comparisons = comparisonsIn(is);
  if (compared.domain) return ofDomain(compared.domain, is);
  const isAlone = comparisons.every((comparison) => isPossible(compared, comparison));
  if (!isAlone || !areAgesPossible(compared, is)) return 'never';
  if (isBeyondTexts(compared, is, comparisons)) return undefined;
  if (isScalarForm(compared) && !arePossible(compared, comparisons)) return 'never';
  return isCertain(compared, comparisons) ? 'always' : undefined;
};
