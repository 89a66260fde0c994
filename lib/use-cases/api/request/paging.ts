import { form } from '#events/forms/form.ts';
import { printedValue } from '#events/printed-value.ts';
import { ApiError } from '../api-error.ts';
import type { Cursors } from './cursor.ts';
import { textParameter, wholeParameter } from './parameter.ts';

/** How many lines a page has at most. */
export const limitParameter = wholeParameter(
  { least: 1, most: 1000, unlessGiven: 100 },
  'How many lines the answer has at most.',
);

/** A page ends with the line that makes it longer than so many characters: a function of Lambda answers 6 MB at most. */
export const fullPage = 1_000_000;

/** The first of some lines: at most `limit`, until the page is full. No line more is asked for. */
export const filledPage = async <Line>(lines: AsyncIterable<Line>, limit: number): Promise<readonly Line[]> => {
  const page: Line[] = [];
  let characters = 0;
  for await (const line of lines) {
    page.push(line);
    characters += JSON.stringify(line).length;
    if (page.length === limit || characters > fullPage) break;
  }
  return page;
};

const cursorForm = form<string>({
  as: 'text',
  rule: 'must be a cursor that an answer had as its next',
  json: { type: 'string' },
  holds: (value) => typeof value === 'string' && /^[\w-]{22,4096}$/.test(value),
});

/** The place at which a page begins. */
export const cursorParameter = (meaning: string) => textParameter(cursorForm, meaning);

/**
 * The place that a cursor has sealed.
 *
 * @param list - the list that is read.
 * @throws {ApiError} for a cursor that is none of this list.
 */
export const openPlace = (cursors: Cursors, list: string, cursor: string | undefined): string | undefined => {
  if (cursor === undefined) return undefined;
  const place = cursors.open(list, cursor);
  if (place !== undefined) return place;
  throw new ApiError(
    'bad-request',
    `Cannot go on from the cursor as a place in this list: current value is ${printedValue(cursor)}`,
  );
};
