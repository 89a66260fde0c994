import { styleText } from 'node:util';

/** The colour or weight of a text. */
export type Style = (format: 'bold' | 'dim' | 'green' | 'red' | 'yellow', text: string) => string;

/** Where a command writes. */
export interface Terminal {
  /** Writes a line, or several, to standard output. */
  readonly print: (text: string) => void;
  /** Writes a line to standard error. */
  readonly printError: (text: string) => void;
  /** Shows a line that takes the place of the one shown before; absent where standard error is not a terminal. */
  readonly show?: (line: string) => void;
  /** The columns of standard error; 80 where it is not a terminal. */
  readonly columns?: number;
  /** Styles a text, where standard output takes colours. */
  readonly style: Style;
}

const clearLine = '\r\u001B[2K';

const columnsOf = ({ columns = 80 }: Streams['stderr']): number => columns;

/** The streams of a process, as far as a terminal needs them. */
export interface Streams {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
}

/** The terminal that a process runs in, or the pipes that stand in for one. */
export const terminalOf = ({ stdout, stderr }: Streams): Terminal => ({
  print: (text) => stdout.write(`${text}\n`),
  printError: (text) => stderr.write(`${text}\n`),
  // A line as wide as the terminal would wrap, and only its last row could be cleared.
  ...(stderr.isTTY && { show: (line: string) => stderr.write(clearLine + line.slice(0, columnsOf(stderr) - 1)) }),
  get columns() {
    return columnsOf(stderr);
  },
  style: (format, text) => styleText(format, text, { stream: stdout }),
});
