/** `npm run build`: makes `dist/`, the code of the package as JavaScript with its types. */
import { execFileSync } from 'node:child_process';
import { cpSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeConsole } from '#lib/tools/console/write-console.ts';
import { withBuiltSpecifiers } from './built-specifiers.ts';

const root = join(import.meta.dirname, '..', '..');
const dist = join(root, 'dist');

/** Files that the code reads at run time, such as mappings, lie beside it as they do among the sources. */
const copyOtherFiles = (): void => {
  const files = globSync('{cli,events,functions,infra,lib}/**/*.*', { cwd: root });
  const others = files.filter((file) => !/\.(?:ts|js|md)$|tsconfig\.json$/.test(file));
  for (const file of others) cpSync(join(root, file), join(dist, file));
};

const nameBuiltFiles = (): void => {
  for (const file of globSync('**/*.{js,d.ts}', { cwd: dist })) {
    const path = join(dist, file);
    const text = readFileSync(path, 'utf8');
    const built = withBuiltSpecifiers(text);
    if (built !== text) writeFileSync(path, built);
  }
};

rmSync(dist, { recursive: true, force: true });
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
execFileSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.build.json')], { stdio: 'inherit' });
nameBuiltFiles();
copyOtherFiles();
// As a browser takes it: what it is made of is no part of the package.
await writeConsole(join(root, 'console'), join(dist, 'console'));
