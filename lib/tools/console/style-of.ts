import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** In the order in which they apply; those of screens and of whatever else lies beside its component follow by name. */
const first = ['tokens', 'base', 'layout', 'parts', 'tables', 'charts'].map((name) => join('style', `${name}.css`));

/** The style sheet of the console, of all its parts. */
export const styleOf = async (folder: string): Promise<Uint8Array> => {
  const { transform } = await import('esbuild');
  const files = globSync('**/*.css', { cwd: folder });
  const others = files.filter((file) => !first.includes(file)).sort();
  const source = [...first, ...others].map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
  const { code } = await transform(source, { loader: 'css', minify: true });
  return Buffer.from(code);
};
