import { execFileSync } from 'node:child_process';
import { cpSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

const folders = ['cli', 'console', 'docs', 'events', 'functions', 'infra', 'lib'];
const files = ['package.json', 'tsconfig.json', 'tsconfig.build.json', 'README.md', 'CHANGELOG.md', 'LICENSE'];

/** Copies the code without its tests to a folder, so that a test can extend it as the README says. The packages are linked. */
export const copyTree = (folder: string): void => {
  for (const name of [...folders, ...files]) cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
};

/** Runs a file, or a package's program, in a copy of the tree under the Node that Patron runs on; returns what it prints. */
export const runIn = (folder: string, ...args: readonly string[]): string =>
  execFileSync(join(folder, 'node_modules', '.bin', 'node'), args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
