import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

const packageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly exports: Readonly<Record<string, unknown>>;
};

const packagesOf = (imports: readonly { readonly path: string }[]): readonly string[] => [
  ...new Set(imports.map(({ path }) => /^(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? path)),
];

/** What importing an entry point loads, by the packages that a user's project has anyway left out. */
const loadedBy = async (entry: string) => {
  const { metafile } = await build({
    stdin: { contents: `export * from 'patron/${entry}';`, resolveDir: root },
    bundle: true,
    minify: true,
    metafile: true,
    write: false,
    outfile: 'bundle.js',
    platform: 'node',
    format: 'esm',
    conditions: ['patron-source'],
    external: ['@aws-sdk/*', '@smithy/*', 'aws-cdk-lib', 'constructs'],
  });
  const [bundle] = Object.values<Metafile['outputs'][string]>(metafile.outputs);
  return {
    bytes: bundle?.bytes,
    files: Object.keys(metafile.inputs).filter((file) => /^(?:cli|events|functions|infra|lib)\//.test(file)),
    packages: Object.keys(metafile.inputs).flatMap(
      (file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? [],
    ),
    zod: Object.keys(metafile.inputs).filter((file) => /\/zod\/v\d\/(?!core|mini|locales)/.test(file)),
    outside: packagesOf(bundle?.imports ?? []),
    atOnce: packagesOf((bundle?.imports ?? []).filter(({ kind }) => kind !== 'dynamic-import')),
  };
};

const notIn = (files: readonly string[], folders: RegExp) => files.filter((file) => !folders.test(file));

describe('what an entry point of the package loads', () => {
  test('they are these, and the schemas', () => {
    const entries = [
      './events',
      './segments',
      './emit',
      './consume',
      './adapters',
      './test',
      './cdk',
      './schemas/*.json',
      './package.json',
    ];
    expect(Object.keys(packageJson.exports)).toEqual(entries);
  });

  test('patron/events: the contract and zod/mini', async () => {
    const { files, packages, zod, outside } = await loadedBy('events');
    expect(notIn(files, /^events\//)).toEqual([]);
    expect(files).toContain('events/purchase-made.ts');
    expect(new Set(packages)).toEqual(new Set(['zod']));
    expect(zod).toEqual([]);
    expect(outside).toEqual(['node:crypto']);
  });

  test('patron/segments: the builders, without a store, a schema or Node', async () => {
    const { files, packages, outside } = await loadedBy('segments');
    expect(notIn(files, /^lib\/core\/segments\//)).toEqual([]);
    expect(packages).toEqual([]);
    expect(outside).toEqual([]);
  });

  test('patron/emit: at most 60 KB beside the SDK, without a store', async () => {
    const { bytes, files, packages, zod, outside } = await loadedBy('emit');
    expect(bytes).toBeLessThanOrEqual(60_000);
    expect(files.filter((file) => /ports\/store|ports\/queue|core\/segments/.test(file))).toEqual([]);
    expect(new Set(packages)).toEqual(new Set(['zod']));
    expect(zod).toEqual([]);
    expect(outside.toSorted()).toEqual(['@aws-sdk/client-eventbridge', 'node:crypto']);
  });

  test('patron/consume: at most 20 KB, without zod, and the SDK only when state is kept in a table', async () => {
    const { bytes, files, packages, outside, atOnce } = await loadedBy('consume');
    expect(bytes).toBeLessThanOrEqual(20_000);
    expect(files.filter((file) => /ports\/store|ports\/queue|core\/segments/.test(file))).toEqual([]);
    expect(packages).toEqual([]);
    expect(outside).toContain('@aws-sdk/client-dynamodb');
    expect(atOnce.filter((name) => !name.startsWith('node:'))).toEqual([]);
  });

  test('patron/adapters: the contract and what reads payloads, without a store, a queue or a segment', async () => {
    const { files, packages, zod, outside } = await loadedBy('adapters');
    expect(notIn(files, /^(?:events\/|lib\/core\/(?:adapters|time)\/|lib\/core\/money\.ts)/)).toEqual([]);
    expect(new Set(packages)).toEqual(new Set(['zod']));
    expect(zod).toEqual([]);
    expect(outside).toEqual(['node:crypto']);
  });

  test('patron/test: the heart and the embedded store, without a client of AWS or a file to write', async () => {
    const { files, packages, outside } = await loadedBy('test');
    expect(notIn(files, /^(?:events|lib)\//)).toEqual([]);
    expect(files.filter((file) => /dynamodb|sqs-|event-bridge/.test(file))).toEqual([]);
    expect(new Set(packages)).toEqual(new Set(['temporal-polyfill', 'temporal-utils', 'zod']));
    expect(outside.filter((name) => !name.startsWith('node:'))).toEqual([]);
  });

  test('patron/cdk: it alone needs aws-cdk-lib, and it has no client of AWS', async () => {
    const { files, outside } = await loadedBy('cdk');
    expect(files).toContain('infra/patron.ts');
    expect(outside.filter((name) => !name.startsWith('node:')).toSorted()).toEqual(['aws-cdk-lib', 'constructs']);
  });
});
