import { isRounded } from './rounded.ts';
import { cellAt, type RowGroup } from './table.ts';
import type { Template } from './template.ts';
import { Unusable } from './unusable.ts';

/** The names of fields; `of` is that of a revision. */
const identifiers = new Set(['eventId', 'customerId', 'anonymousId', 'replaces', 'of', 'orderId', 'sessionId', 'sku']);

/** Whether a field of an event, by its path, tells one thing from another. */
export const isIdentifier = (field: string): boolean => identifiers.has(field.slice(field.lastIndexOf('.') + 1));

/** @throws {Unusable} when a cell of the template holds an id that was rounded. */
export const requireExactId = (group: RowGroup, template: Template): void => {
  for (const part of template.parts) {
    const cell = typeof part === 'string' ? '' : cellAt(group, part);
    if (!isRounded(cell)) continue;
    const row = group.rows.length === 1 ? group.rows[0]?.number : undefined;
    throw new Unusable(
      `${template.text} must be an id, not a number that a spreadsheet program has rounded`,
      JSON.stringify(cell),
      row,
    );
  }
};
