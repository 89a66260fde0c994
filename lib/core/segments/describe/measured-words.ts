import type { AggregateName } from '../language/aggregates.ts';
import type { Measured } from '../language/condition.ts';
import { eventWords } from './event-words.ts';
import { fieldSubject } from './labels.ts';
import type { Unit } from './value-words.ts';
import { scopeWords } from './window-words.ts';
import { listed } from './duration-words.ts';

type Label = (field: string, events: string) => string;

/** The name of each aggregate, of a field over events. */
const aggregateLabels: Readonly<Record<AggregateName | 'mostFrequent', Label>> = {
  sum: (field, events) => `sum of ${field} over ${events}`,
  avg: (field, events) => `average ${field} of ${events}`,
  min: (field, events) => `lowest ${field} of ${events}`,
  max: (field, events) => `highest ${field} of ${events}`,
  first: (field, events) => `first ${field} among ${events}`,
  last: (field, events) => `latest ${field} among ${events}`,
  uniqueCount: (field, events) => `number of different values of ${field} among ${events}`,
  mostFrequent: (field, events) => `most frequent ${field} among ${events}`,
};

/** A number of events, or an aggregate of them, by what it is and the unit of its value. */
export interface MeasuredWords {
  readonly label: string;
  readonly unit: Unit;
}

const inNewest = (atMost: number, many: string): string =>
  atMost === 1 ? `newest of ${many}` : `newest ${atMost} of ${many}`;

/** A number of events, or an aggregate of them, in words: `sum of order total over purchases within the last 90 days`. */
export const measuredWords = ({ events, aggregate }: Measured, currency: string): MeasuredWords => {
  const { many, narrowed } = eventWords(events, currency);
  const said = `${many}${narrowed}${scopeWords(events)}`;
  if (aggregate === undefined) return { label: `number of ${said}`, unit: 'plain' };
  if (aggregate.name === 'latest') {
    const fields = aggregate.fields.map((field) => fieldSubject(field, events, currency).label);
    return { label: `${listed(fields, 'and')} of the ${inNewest(aggregate.atMost, said)}`, unit: 'plain' };
  }
  const { label, unit } = fieldSubject(aggregate.field, events, currency);
  if (aggregate.name === 'list') {
    return { label: `up to ${aggregate.atMost} different values of ${label} among ${said}, newest first`, unit };
  }
  return {
    label: aggregateLabels[aggregate.name](label, said),
    unit: aggregate.name === 'uniqueCount' ? 'plain' : unit,
  };
};
