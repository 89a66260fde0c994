import { acceptEntry } from '#events/accept-entry.ts';
import { personOf } from '#lib/core/profile/person.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import { earliest, formatInstant } from '#lib/core/time/instant.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { cutTexts } from './cut-texts.ts';
import { objectOf, textOfValue } from './evaluate.ts';
import type { Detail, DetailObject, Making } from './evaluate.ts';
import type { FieldValue } from './field-value.ts';
import type { Rule } from './mapping.ts';
import { textOf } from './table.ts';
import type { Row, Scope } from './table.ts';
import type { Template } from './template.ts';
import { Unusable } from './unusable.ts';

/** An event as a line of the output gives it. */
interface Entry {
  readonly time: string;
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: DetailObject;
}

/** An event, with what the report must know of it. */
export interface MadeEvent {
  readonly at: Instant;
  readonly entry: Entry;
  readonly person: PersonKey;
  /** Rows of other tables that went into it. */
  readonly taken: ReadonlySet<Row>;
  /** Fields whose text was too long. */
  readonly cut: readonly string[];
}

const timeOfRow = (scope: Scope, template: Template, { format, written }: Rule['time']): Instant | undefined => {
  const text = textOf(scope, template);
  const instant = text === undefined ? undefined : format.parse(text);
  if (text === undefined || instant !== undefined) return instant;
  throw new Unusable(`${template.text} must be a time written ${written}`, JSON.stringify(text), scope.rows[0]?.number);
};

/** The earliest over the rows, of the first template that any of them has. */
const timeOf = (scope: Scope, time: Rule['time']): Instant => {
  for (const template of time.at) {
    const instants = scope.rows.map((row) => timeOfRow({ ...scope, rows: [row] }, template, time));
    const found = instants.filter((instant) => instant !== undefined);
    if (found.length > 0) return found.reduce(earliest);
  }
  throw new Unusable(`${time.at.map(({ text }) => text).join(' or ')} must be filled`, 'empty');
};

/** Decimal places by ISO 4217: 2 of GBP, 0 of JPY, 3 of KWD. */
const digitsOf = (currency: string): number => {
  if (!/^[A-Z]{3}$/.test(currency)) throw new Unusable('currency must be an ISO 4217 code', JSON.stringify(currency));
  const { maximumFractionDigits } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  return maximumFractionDigits ?? 2;
};

const idsOf = (scope: Scope, { customerId, anonymousId }: Rule): Readonly<Record<string, string | undefined>> => {
  const text = (value: FieldValue | undefined) => (value?.kind === 'text' ? textOfValue(scope, value) : undefined);
  return { customerId: text(customerId), anonymousId: text(anonymousId) };
};

const withoutAbsent = (fields: Readonly<Record<string, Detail | undefined>>): DetailObject => {
  const given: Record<string, Detail> = {};
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) given[name] = value;
  return given;
};

/** The person whom the event is of. */
const checkedPerson = (entry: Entry): PersonKey => {
  const acceptance = acceptEntry(entry);
  if (acceptance.ok) return personOf(acceptance.event.detail);
  const { field, rule, value } = acceptance.refusal;
  throw new Unusable(`${field.replaceAll(/\.\d+(?=\.|$)/g, '.*')} ${rule}`, value);
};

/**
 * Makes one event of the rows in a scope.
 *
 * @throws {Unusable} when Patron would not accept it, or a cell cannot be read.
 */
export const makeEvent = (scope: Scope, rule: Rule, source: string): MadeEvent => {
  const currency = rule.currency && textOf(scope, rule.currency);
  const making: Making = { digits: currency === undefined ? 2 : digitsOf(currency), taken: new Set() };
  const at = timeOf(scope, rule.time);
  const time = formatInstant(at);
  const header = { eventId: textOf(scope, rule.eventId), ...idsOf(scope, rule), occurredAt: time, currency };
  const given = withoutAbsent({ ...header, ...objectOf(scope, rule.detail ?? {}, making) });
  const cut: string[] = [];
  const detail = cutTexts(given, (field) => cut.push(field));
  const entry: Entry = { time, source, 'detail-type': rule.type, detail };
  return { at, entry, person: checkedPerson(entry), taken: making.taken, cut };
};
