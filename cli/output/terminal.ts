import { styleText } from 'node:util';

/** The colour or weight of a text. */
export type Style = (format: 'bold' | 'dim' | 'green' | 'yellow', text: string) => string;

/** Where a command writes. */
export interface Terminal {
  /** Writes a line, or several, to standard output. */
  readonly print: (text: string) => void;
  /** Writes a line to standard error. */
  readonly printError: (text: string) => void;
  /** Shows a line that takes the place of the one shown before; absent where standard error is not a terminal. */
  readonly show?: (line: string) => void;
  /** Styles a text, where standard output takes colours. */
  readonly style: Style;
}

const clearLine = '\r\u001B[2K';

/** The terminal that a process runs in, or the pipes that stand in for one. */
export const terminalOf = ({ stdout, stderr }: NodeJS.Process): Terminal => ({
  print: (text) => stdout.write(`${text}\n`),
  printError: (text) => stderr.write(`${text}\n`),
  ...(stderr.isTTY && { show: (line: string) => stderr.write(`${clearLine}${line}`) }),
  style: (format, text) => styleText(format, text, { stream: stdout }),
});
