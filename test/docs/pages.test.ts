import { existsSync, globSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codeBlocks, inlineCode, pages, read } from './pages.ts';

const root = join(import.meta.dirname, '..', '..');
const folders = ['events', 'lib', 'functions', 'cli', 'infra', 'test', 'bench', 'docs'];
const sources = new Set(globSync(`{${folders.join(',')}}/**/*.*`, { cwd: root }).map((file) => basename(file)));

const linksIn = (text: string) => [...text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link = '']) => link);

/** The anchors that GitHub gives to a page's headings. */
const anchorsOf = (text: string): ReadonlySet<string> =>
  new Set(
    [...text.replaceAll(/^```[^]*?^```$/gm, '').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(' ', '-'),
    ),
  );

const isBroken = (page: string, link: string): boolean => {
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? page : join(dirname(page), file);
  if (!existsSync(join(root, target))) return true;
  return anchor !== undefined && !anchorsOf(read(target)).has(anchor);
};

const pathForm = new RegExp(String.raw`^(?:${folders.join('|')})/[\w./-]*$`);
const sourceForm = /^[\w-]+(?:\.[\w-]+)*\.ts$/;

/** Whether a word looks like a file or a folder of the project, and there is none. */
const isLost = (word: string): boolean =>
  (pathForm.test(word) && !existsSync(join(root, word))) || (sourceForm.test(word) && !sources.has(word));

describe.each(pages)('%s', (page) => {
  const text = read(page);

  test('links to what is there', () => {
    expect(linksIn(text).filter((link) => isBroken(page, link))).toEqual([]);
  });

  test('names only files and folders that are there', () => {
    const words = [...inlineCode(text), ...codeBlocks(text)].flatMap((code) => code.split(/[\s"'=]+/));
    expect(words.filter(isLost)).toEqual([]);
  });
});

describe('isLost()', () => {
  test.each(['lib/segments/leaf.ts', 'lib/engine', 'no-such-file.ts'])('finds out %s', (word) => {
    expect(isLost(word)).toBe(true);
  });

  test.each(['lib/core/', 'define-event.ts', 'events/purchase-made.ts', 'shop.checkout', 'FILE.json'])(
    'lets %s pass',
    (word) => {
      expect(isLost(word)).toBe(false);
    },
  );
});
