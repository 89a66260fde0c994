import type { AggregateCondition, CountCondition } from '../language/condition.ts';
import { countWords } from './count-words.ts';
import { eventWords } from './event-words.ts';
import { fieldSubject } from './labels.ts';
import { measuredWords } from './measured-words.ts';
import { operatorWords } from './operator-words.ts';
import type { Clause, Saying } from './saying.ts';
import { scopeWords } from './window-words.ts';

/** A number of events as a clause: `at least 3 purchases within the last 60 days`. */
export const countClause = ({ events, is }: CountCondition, { currency, holds }: Saying): Clause => {
  const words = eventWords(events, currency);
  const scope = `${words.narrowed}${scopeWords(events)}`;
  const count = countWords(is, words, holds);
  if (count !== undefined) return { lead: 'who have', core: `${count}${scope}` };
  const number = { label: `number of ${words.many}`, unit: 'plain', isList: false } as const;
  return { lead: 'whose', core: `${number.label}${scope} ${operatorWords(is, number, holds)}` };
};

/** A sum reads better with what is summed first. */
const sumLabel = ({ events, aggregate }: AggregateCondition, currency: string): string => {
  const { many, narrowed } = eventWords(events, currency);
  return `${fieldSubject(aggregate.field, events, currency).label}, summed over ${many}${narrowed}${scopeWords(events)},`;
};

/** An aggregate as a clause: `latest channel among purchases is "web"`. */
export const aggregateClause = (
  condition: AggregateCondition,
  { currency, holds, isKnown = false }: Saying,
): Clause => {
  const { events, aggregate, is } = condition;
  const measured = measuredWords({ form: 'measured', events, aggregate }, currency);
  const label = aggregate.name === 'sum' ? sumLabel(condition, currency) : measured.label;
  const subject = { label, unit: measured.unit, isList: false, isKnown };
  return { lead: 'whose', core: `${label} ${operatorWords(is, subject, holds)}` };
};
