import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '#test/support/folder.ts';
import { copyTree } from '#test/support/tree-copy.ts';

const root = join(import.meta.dirname, '..', '..');

type Versions = Readonly<Record<string, string>>;

/** A `package.json` as far as it is looked at here. */
interface Manifest {
  readonly version: string;
  readonly dependencies: Versions;
  readonly devDependencies: Versions;
  readonly peerDependencies: Versions;
  readonly [field: string]: unknown;
}

const jsonIn = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));

/** Builds and packs a copy of the checkout; returns the path of the archive. */
export const pack = (): string => {
  const folder = newFolder();
  copyTree(folder);
  const printed = execFileSync('npm', ['pack', '--json', '--loglevel=warn'], { cwd: folder, encoding: 'utf8' });
  const name = /"filename": "(\S+\.tgz)"/.exec(printed)?.[1] ?? '';
  return join(folder, name);
};

/** What the project in `project/` needs beside Patron. */
const needed = ['@types/node', 'aws-cdk-lib', 'constructs', 'typescript'];

/**
 * Installs an archive with npm into an empty project, with `project/` beside it. The lock file has the packages of the checkout's
 * own, of which npm installs those that the archive's package.json asks for and no others: a dependency that is missing there is
 * missing here. They are in npm's cache where the checkout was installed on the same machine, and are downloaded otherwise.
 */
export const install = (archive: string): string => {
  const { version, dependencies, devDependencies, peerDependencies, ...rest } = jsonIn('package.json') as Manifest;
  const { packages } = jsonIn('package-lock.json') as { readonly packages: Readonly<Record<string, object>> };
  const folder = newFolder();
  cpSync(archive, join(folder, 'patron.tgz'));
  cpSync(join(import.meta.dirname, 'project'), folder, { recursive: true });
  const resolved = 'file:patron.tgz';
  const own = Object.fromEntries(needed.map((name) => [name, devDependencies[name]]));
  const project = { name: 'shop', private: true, type: 'module', dependencies: { patron: resolved, ...own } };
  const { bin, engines, peerDependenciesMeta } = rest;
  const patron = { version, resolved, dependencies, peerDependencies, peerDependenciesMeta, bin, engines };
  const lock = {
    name: project.name,
    lockfileVersion: 3,
    requires: true,
    packages: { ...packages, '': project, 'node_modules/patron': patron },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(project));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
  execFileSync('npm', ['install', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: 'pipe',
  });
  return folder;
};
