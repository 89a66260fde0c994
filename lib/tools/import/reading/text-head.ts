/** A text that arrives in pieces, with its beginning taken off. */
export interface HeadlessText {
  /** What was taken off. */
  readonly head: string;
  readonly texts: AsyncIterable<string>;
}

/** The length of a text's head, given its beginning; undefined as long as more of it is needed. */
type Measure = (beginning: string, isWhole: boolean) => number | undefined;

const withoutHead = async (texts: AsyncIterable<string>, measure: Measure): Promise<HeadlessText> => {
  const iterator = texts[Symbol.asyncIterator]();
  let beginning = '';
  let isWhole = false;
  let length: number | undefined;
  while (length === undefined && !isWhole) {
    const next = await iterator.next();
    isWhole = next.done === true;
    if (next.done !== true) beginning += next.value;
    length = measure(beginning, isWhole);
  }
  const cut = length ?? 0;
  const remaining = async function* () {
    yield beginning.slice(cut);
    yield* { [Symbol.asyncIterator]: () => iterator };
  };
  return { head: beginning.slice(0, cut), texts: remaining() };
};

const longestSeparatorLine = 8;

/**
 * Takes the line `sep=;` off a text, by which spreadsheet programs are told the delimiter. They do not show it as a row.
 */
export const takeSeparator = async (texts: AsyncIterable<string>) => {
  const line = /^"?sep=(.)"?(?:\r\n|\n|\r(?!$))/i;
  const { head, texts: rest } = await withoutHead(texts, (beginning) =>
    beginning.length < longestSeparatorLine ? undefined : (line.exec(beginning)?.[0].length ?? 0),
  );
  return { separator: line.exec(head)?.[1], texts: rest };
};

/** Takes lines off the beginning of a text; all of it where it has no more of them. */
export const skipLines = async (texts: AsyncIterable<string>, lines: number): Promise<AsyncIterable<string>> => {
  if (lines === 0) return texts;
  const pattern = new RegExp(String.raw`^(?:[^\r\n]*(?:\r\n|\n|\r(?!$))){${lines}}`);
  const lengthOf: Measure = (beginning, isWhole) =>
    pattern.exec(beginning)?.[0].length ?? (isWhole ? beginning.length : undefined);
  const { texts: rest } = await withoutHead(texts, lengthOf);
  return rest;
};
