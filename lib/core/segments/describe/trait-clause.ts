import type { TraitCondition, ValueCondition } from '../language/condition.ts';
import type { TraitOperators } from '../language/operators.ts';
import { bucketPath } from '../language/own-paths.ts';
import { isPercentile } from '../language/percentile.ts';
import { leadWords } from './duration-words.ts';
import { operatorWords } from './operator-words.ts';
import { percentileNumber } from './percentile-words.ts';
import type { Clause, Saying } from './saying.ts';
import { traitSubject, unitOfValue } from './units.ts';
import { valuePhrase } from './value-phrase.ts';
import { valueWords } from './value-words.ts';

/** The operand of an operator that stands alone; undefined where it does not. */
const alone = (is: TraitOperators, name: keyof TraitOperators): unknown =>
  Object.keys(is).length === 1 ? is[name] : undefined;

const consentClause = ({ trait, is }: TraitCondition, { holds }: Saying): Clause | undefined => {
  if (!trait.startsWith('consent.') || alone(is, 'eq') !== true) return undefined;
  return { lead: 'who have', core: `${holds ? '' : 'not '}agreed to ${trait.slice('consent.'.length)}` };
};

const birthdayClause = ({ trait, is }: TraitCondition, { holds }: Saying): Clause | undefined => {
  const lead = alone(is, 'anniversaryIn');
  if (trait !== 'demographic.birthDate' || typeof lead !== 'string') return undefined;
  return { lead: 'who have', core: `${holds ? 'a' : 'no'} birthday ${leadWords(lead)}` };
};

/** The beginning of a draw: numbers in it go up to 100. */
const drawClause = ({ trait, is }: TraitCondition, { holds }: Saying): Clause | undefined => {
  const [, name] = bucketPath.exec(trait) ?? [];
  const below = alone(is, 'lt');
  if (name === undefined || typeof below !== 'number') return undefined;
  const part = `in the first ${valueWords(below, 'plain')}% of the draw ${JSON.stringify(name)}`;
  return { lead: 'who are', core: `${holds ? '' : 'not '}${part}` };
};

const overdueClause = ({ trait, is }: TraitCondition, { holds }: Saying): Clause | undefined => {
  const asked = alone(is, 'eq');
  if (trait !== 'predicted.overdue' || asked !== true) return undefined;
  return { lead: 'who are', core: `${holds ? '' : 'not '}overdue with their next order` };
};

/** The top or the bottom of those who had ordered, by the percentile at which it begins or ends. */
const rankClause = ({ trait, is }: TraitCondition, saying: Saying): Clause | undefined => {
  const [from, to] = [alone(is, 'gte'), alone(is, 'lte')];
  const limit = from ?? to;
  if (!isPercentile(limit)) return undefined;
  const subject = traitSubject(trait, saying);
  const part = from === undefined ? `bottom ${limit.percentile}%` : `top ${100 - limit.percentile}%`;
  const number = percentileNumber(limit, subject);
  const aside = number === undefined ? '' : ` (${number} or ${from === undefined ? 'less' : 'more'})`;
  return { lead: 'who are', core: `${saying.holds ? '' : 'not '}in the ${part} by ${subject.label}${aside}` };
};

const ownClauses = [consentClause, birthdayClause, drawClause, overdueClause, rankClause];

/** A trait as a clause: `number of orders is at least 3`. */
export const traitClause = (condition: TraitCondition, saying: Saying): Clause => {
  const own = ownClauses.map((clause) => clause(condition, saying)).find((clause) => clause !== undefined);
  if (own) return own;
  const { trait, is } = condition;
  const subject = { ...traitSubject(trait, saying), isKnown: saying.isKnown ?? false };
  return { lead: 'whose', core: `${subject.label} ${operatorWords(is, subject, saying.holds)}` };
};

/** A number that is worked out as a clause: `(number of visits divided by number of purchases) is at least 3`. */
export const valueClause = ({ value, is }: ValueCondition, saying: Saying): Clause => {
  const label = valuePhrase(value, saying);
  const subject = { label, unit: unitOfValue(value, saying), isList: false, isKnown: saying.isKnown ?? false };
  return { lead: 'whose', core: `${label} ${operatorWords(is, subject, saying.holds)}` };
};
