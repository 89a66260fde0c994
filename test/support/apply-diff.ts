import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The lines of a hunk that begin with one of some signs, without the sign; an empty line is one of the context. */
const textOf = (hunk: string, signs: string): string =>
  hunk
    .trimEnd()
    .split('\n')
    .filter((line) => signs.includes(line.charAt(0) || ' '))
    .map((line) => `${line.slice(1)}\n`)
    .join('');

/**
 * Puts a hunk where the lines that it begins from are; the line numbers need not be right.
 *
 * @throws {Error} where they are not there, or more than once.
 */
const applyHunk = (text: string, hunk: string): string => {
  const [before = '', after, ...others] = text.split(textOf(hunk, ' -'));
  if (after === undefined || others.length > 0) {
    throw new Error(`Cannot apply a hunk as a change of one place: current value is ${JSON.stringify(hunk)}`);
  }
  return before + textOf(hunk, ' +') + after;
};

/** Applies a unified diff to the files of a folder. */
export const applyDiff = (folder: string, diff: string): void => {
  for (const [, from, to = '', hunks = ''] of diff.matchAll(/^--- (\S+)\n\+{3} b\/(\S+)\n([^]*?)(?=^--- |(?![^]))/gm)) {
    const [, ...parts] = hunks.split(/^@@.*@@\n/m);
    const file = join(folder, to);
    const text = from === '/dev/null' ? '' : readFileSync(file, 'utf8');
    writeFileSync(file, from === '/dev/null' ? textOf(parts.join(''), '+') : parts.reduce(applyHunk, text));
  }
};
