import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** The text of a file of the project, by its path from the root. */
export const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** Every page of prose, by its path from the root. */
export const pages: readonly string[] = globSync('{*.md,docs/**/*.md}', { cwd: root })
  .map((page) => page.replaceAll('\\', '/'))
  .toSorted();

/** The texts between backticks in running text, without code blocks. */
export const inlineCode = (text: string): readonly string[] =>
  [...text.replaceAll(/^```[^]*?^```$/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);

/** The contents of a page’s code blocks, including comments. */
export const codeBlocks = (text: string): readonly string[] =>
  [...text.matchAll(/^```\w*\n([^]*?)^```$/gm)].map(([, block = '']) => block);

/** The lines of a page's shell blocks, continued lines joined, without comments. */
export const shellLines = (text: string): readonly string[] =>
  [...text.matchAll(/^```sh\n([^]*?)^```$/gm)]
    .flatMap(([, block = '']) => block.replaceAll(/\\\n\s*/g, '').split('\n'))
    .map((line) => line.replace(/(?:^|\s+)# .*$/, ''))
    .filter((line) => line !== '');
