import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { styleOf } from './style-of.ts';

const hashLetters = 10;

const hashedName = (stem: string, extension: string, body: Uint8Array): string =>
  `assets/${stem}-${hash('sha256', body).slice(0, hashLetters)}${extension}`;

/** The modules of the console: the first is `main`, the others are loaded when they are needed. */
const buildScripts = async (folder: string): Promise<ReadonlyMap<string, Uint8Array>> => {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [join(folder, 'main.tsx')],
    tsconfig: join(folder, 'tsconfig.json'),
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    define: { 'process.env.NODE_ENV': '"production"' },
    outdir: 'assets',
    write: false,
  });
  return new Map(outputFiles.map(({ path, contents }) => [`assets/${basename(path)}`, contents]));
};

/**
 * Builds the console of its sources: scripts split by screen, one style sheet and the page that loads them. All but the page are
 * named by what is in them, so that they may be kept for ever.
 *
 * @param folder - the sources.
 * @returns the files by name, `index.html` among them; nothing is written.
 */
export const buildConsole = async (folder: string): Promise<ReadonlyMap<string, Uint8Array>> => {
  const [scripts, style] = await Promise.all([buildScripts(folder), styleOf(folder)]);
  const icon = readFileSync(join(folder, 'icon.svg'));
  const assets = new Map([
    ...scripts,
    [hashedName('style', '.css', style), style],
    [hashedName('icon', '.svg', icon), icon],
  ]);
  const page = readFileSync(join(folder, 'index.html'), 'utf8').replaceAll(
    /\/assets\/(?<stem>\w+)(?<extension>\.\w+)/g,
    (written, stem: string, extension: string) => {
      const names = [...assets.keys()].filter((name) => name.startsWith(`assets/${stem}-`) && name.endsWith(extension));
      if (names.length !== 1)
        throw new Error(`Cannot build the console: index.html names ${written}, there are ${names.length} of it`);
      return `/${names[0]}`;
    },
  );
  return new Map([['index.html', Buffer.from(page)], ...assets]);
};
