/** Where a command writes. */
export interface Terminal {
  /** Writes a line, or several, to standard output. */
  readonly print: (text: string) => void;
  /** Writes a line to standard error. */
  readonly printError: (text: string) => void;
  /** Shows a line that takes the place of the one shown before; absent where nobody watches. */
  readonly show?: (line: string) => void;
  /** Whether standard output takes colours. */
  readonly colours: boolean;
}

const clearLine = '\r\u001B[2K';

const takesColours = ({ stdout, env }: NodeJS.Process): boolean =>
  stdout.isTTY && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';

/** The terminal that a process runs in, or the pipes that stand in for one. */
export const terminalOf = (process: NodeJS.Process): Terminal => ({
  print: (text) => process.stdout.write(`${text}\n`),
  printError: (text) => process.stderr.write(`${text}\n`),
  ...(process.stderr.isTTY && { show: (line: string) => process.stderr.write(`${clearLine}${line}`) }),
  colours: takesColours(process),
});
