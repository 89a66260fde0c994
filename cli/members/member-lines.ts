import type { ListedMember } from '#lib/use-cases/members/list-members.ts';

/** The columns before those of traits. */
const columns = ['customerId', 'anonymousId', 'enteredAt', 'sequence', 'changeId'] as const;

/** A text as it is, anything else as JSON; nothing for what is not there. */
const textOf = (value: unknown): string => {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/** As RFC 4180 has it. */
const cell = (value: unknown): string => {
  const text = textOf(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const csvLine = (values: readonly unknown[]): string => values.map(cell).join(',');

/** The header of a table of members, with these traits. */
export const csvHeader = (traits: readonly string[]): string => csvLine([...columns, ...traits]);

/** A member as a line of a table. Lists and objects are JSON. */
export const csvMember = (member: ListedMember, traits: readonly string[]): string => {
  const fields = new Map<string, unknown>(Object.entries(member));
  const values = new Map(Object.entries(member.traits ?? {}));
  return csvLine([...columns.map((column) => fields.get(column)), ...traits.map((path) => values.get(path))]);
};
