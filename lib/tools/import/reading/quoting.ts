const lineBreak = /\r\n|\n|\r/;

const quotedText = /"(?:[^"]|"")*"/y;

/** Position of the next delimiter from a position on; the end of the text where there is none. */
const nextDelimiter = (text: string, delimiter: string, from: number): number => {
  const at = text.indexOf(delimiter, from);
  return at === -1 ? text.length : at;
};

/** Position behind the quoted text that begins at a position; the same position where none does. */
const endOfQuoted = (text: string, from: number): number => {
  quotedText.lastIndex = from;
  return quotedText.test(text) ? quotedText.lastIndex : from;
};

/**
 * Whether a cell of a record begins with a quote on one line and has the next quote inside a cell of a later line: that
 * quote was not written to close the first, which was none, and the lines between are rows of their own.
 *
 * @param record - the text of one record as it stands in the file.
 */
export const hasBrokenQuote = (record: string, delimiter: string): boolean => {
  for (let at = 0; at < record.length;) {
    const end = endOfQuoted(record, at);
    const next = nextDelimiter(record, delimiter, end);
    const isOpen = record.slice(end, next).trim() !== '';
    if (end > at && isOpen && lineBreak.test(record.slice(at, end))) return true;
    at = next + delimiter.length;
  }
  return false;
};

/** A record as it was parsed. */
interface ParsedRecord {
  readonly cells: readonly string[];
  readonly delimiter: string;
}

/** Fewer columns than these say nothing: a text of two lines easily has as many delimiters. */
const fewestColumns = 3;

/**
 * The position of a cell that looks as if it had swallowed rows: its lines have exactly the delimiters of the rest of a row,
 * of whole rows, and of the beginning of a row. Undefined where no cell does.
 */
export const swallowingCell = ({ cells, delimiter }: ParsedRecord): number | undefined => {
  const whole = cells.length - 1;
  if (cells.length < fewestColumns) return undefined;
  const at = cells.findIndex((cell, position) => {
    if (!lineBreak.test(cell)) return false;
    const counts = cell.split(new RegExp(lineBreak, 'g')).map((line) => line.split(delimiter).length - 1);
    const wanted = counts.map((_, line) => {
      if (line === 0) return whole - position;
      return line === counts.length - 1 ? position : whole;
    });
    return counts.join(' ') === wanted.join(' ');
  });
  return at === -1 ? undefined : at;
};
