import { acceptEntry } from '#events/accept-entry.ts';
import { minorDigits } from '#lib/core/money.ts';
import { personOf, type PersonKey } from '#lib/core/profile/person.ts';
import { earliest, formatInstant, type Instant } from '#lib/core/time/instant.ts';
import { cutTexts } from './cut-texts.ts';
import { withoutEmptyItems } from './empty-items.ts';
import { idOfValue, objectOf, type Detail, type DetailObject, type Making } from './evaluate.ts';
import type { FieldValue } from './field-value.ts';
import { requireExactId } from './identifiers.ts';
import type { Rule } from './mapping.ts';
import type { Fault } from './reading/numbered-record.ts';
import { requireSound, textOf, type ExportRow, type RowGroup } from './table.ts';
import type { Template } from './template.ts';
import type { FromLocal } from './times/zones.ts';
import { Unusable } from './unusable.ts';

/** An event as a line of the output. */
interface EventLine {
  readonly time: string;
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: DetailObject;
}

/** An event with its details for the report. */
export interface MadeEvent {
  readonly at: Instant;
  readonly entry: EventLine;
  readonly person: PersonKey;
  /** Rows of other tables that went into it. */
  readonly taken: ReadonlySet<ExportRow>;
  /** Changes to what the rows say. */
  readonly notes: readonly Fault[];
}

/** How local times of a row are read; its zone may stand in a column. */
const zoneOfRow = (group: RowGroup, { zone, zones }: Rule['time']): FromLocal => {
  const text = textOf(group, zone);
  const fromLocal = text === undefined ? undefined : zones(text);
  if (fromLocal !== undefined) return fromLocal;
  const seen = text === undefined ? 'empty' : JSON.stringify(text);
  throw new Unusable(`${zone.text} must be a time zone`, seen, group.rows[0]?.number);
};

const timeOfRow = (group: RowGroup, template: Template, time: Rule['time']): Instant | undefined => {
  const text = textOf(group, template);
  const instant = text === undefined ? undefined : time.format.parse(text, zoneOfRow(group, time));
  if (text === undefined || instant !== undefined) return instant;
  throw new Unusable(
    `${template.text} must be a time written ${time.written}`,
    JSON.stringify(text),
    group.rows[0]?.number,
  );
};

/** The earliest time of the rows, by the first template that is filled in any of them. */
const timeOf = (group: RowGroup, time: Rule['time']): Instant => {
  for (const template of time.at) {
    const instants = group.rows.map((row) => timeOfRow({ ...group, rows: [row] }, template, time));
    const found = instants.filter((instant) => instant !== undefined);
    if (found.length > 0) return found.reduce(earliest);
  }
  throw new Unusable(`${time.at.map(({ text }) => text).join(' or ')} must be filled`, 'empty');
};

const digitsOf = (currency: string): number => {
  if (/^[A-Z]{3}$/.test(currency)) return minorDigits(currency);
  throw new Unusable('currency must be an ISO 4217 code', JSON.stringify(currency));
};

const idsOf = (group: RowGroup, rule: Rule): Readonly<Record<string, string | undefined>> => {
  const id = (value: FieldValue | undefined) => (value?.kind === 'text' ? idOfValue(group, value) : undefined);
  requireExactId(group, rule.eventId);
  return { eventId: textOf(group, rule.eventId), customerId: id(rule.customerId), anonymousId: id(rule.anonymousId) };
};

const withoutAbsent = (fields: Readonly<Record<string, Detail | undefined>>): DetailObject => {
  const given: Record<string, Detail> = {};
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) given[name] = value;
  return given;
};

/** The person of an event that Patron accepts. */
const checkedPerson = (entry: EventLine): PersonKey => {
  const acceptance = acceptEntry(entry);
  if (acceptance.ok) return personOf(acceptance.event.detail);
  const { field, rule, value } = acceptance.refusal;
  throw new Unusable(`${field.replaceAll(/\.\d+(?=\.|$)/g, '.*')} ${rule}`, value);
};

/**
 * Makes one event of a group of rows.
 *
 * @throws {Unusable} when Patron would not accept it, or a cell cannot be read.
 */
export const makeEvent = (group: RowGroup, rule: Rule, source: string): MadeEvent => {
  requireSound(group.rows);
  const currency = rule.currency && textOf(group, rule.currency);
  const making: Making = { digits: currency === undefined ? 2 : digitsOf(currency), taken: new Set() };
  const at = timeOf(group, rule.time);
  const time = formatInstant(at);
  const header = { ...idsOf(group, rule), occurredAt: time, currency };
  const given = withoutAbsent({ ...header, ...objectOf(group, rule.detail ?? {}, making) });
  const notes: Fault[] = [];
  const cut = cutTexts(given, (field) => notes.push({ reason: `${field} was cut to its limit`, seen: field }));
  const detail = withoutEmptyItems(cut, (note) => notes.push(note));
  const entry: EventLine = { time, source, 'detail-type': rule.type, detail };
  return { at, entry, person: checkedPerson(entry), taken: making.taken, notes };
};
