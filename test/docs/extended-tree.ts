import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyTree } from '#test/support/tree-copy.ts';

/** The part of a diff that is about the files whose path ends like one of these. */
export const inFiles = (diff: string, ...ends: readonly string[]): string =>
  diff
    .split(/^(?=--- )/m)
    .filter((part) => ends.some((end) => part.split('\n')[1]?.endsWith(end)))
    .join('');

/** The files that a diff changes, other than these. */
export const filesBeside = (diff: string, ...ends: readonly string[]): readonly string[] =>
  [...diff.matchAll(/^\+{3} b\/(\S+)$/gm)]
    .map(([, file = '']) => file)
    .filter((file) => !ends.some((end) => file.endsWith(end)))
    .toSorted();

/** Copies the code to a folder, ready to be type-checked without its tests and benchmarks. */
export const copyCheckedTree = (folder: string): void => {
  copyTree(folder);
  const project = { extends: './tsconfig.json', include: ['cli', 'events', 'functions', 'lib'] };
  writeFileSync(join(folder, 'tsconfig.check.json'), JSON.stringify(project));
};

/** The files of a copy in which the type checker finds a fault. */
export const faultyFiles = (folder: string): readonly string[] => {
  const { stdout } = spawnSync('node_modules/.bin/tsc', ['-p', 'tsconfig.check.json'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return [...new Set([...stdout.matchAll(/^(\S+)\(\d+,\d+\): error/gm)].map(([, file = '']) => file))].toSorted();
};
