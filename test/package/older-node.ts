import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const version = '22.23.3';
const folder = join(import.meta.dirname, '..', '..', '.cache', `node-${version}`);
const executable = join(folder, 'node_modules', 'node', 'bin', 'node');

/**
 * The oldest Node that the package promises to run on, which is kept in `.cache`. It is no dependency: the one that the tests run on
 * brings a program of the same name.
 */
export const olderNode = (): string => {
  if (existsSync(executable)) return executable;
  mkdirSync(folder, { recursive: true });
  const manifest = { private: true, dependencies: { node: version }, allowScripts: { node: true } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  execFileSync('npm', ['install', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'pipe' });
  return executable;
};
