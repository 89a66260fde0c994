import type { LineBlocks } from '../replay/read-lines.ts';
import { validateLine, type ValidatedLine } from './validate-line.ts';

/** A line with its number, from 1. */
export interface NumberedLine extends ValidatedLine {
  readonly line: number;
}

/** Looks at the lines of a file of events one after the other, each by itself. */
export const validateLines = async function* (blocks: LineBlocks): AsyncIterable<NumberedLine> {
  let line = 0;
  for await (const block of blocks) {
    for (const text of block) {
      line += 1;
      yield { line, ...validateLine(text) };
    }
  }
};
