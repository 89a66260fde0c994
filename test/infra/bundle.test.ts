import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultCatalogue } from '#lib/segments/default-catalogue.ts';
import { functionOf, synthesise } from './synthesised.ts';

const folder = mkdtempSync(join(tmpdir(), 'patron-'));
const entries = ['update', 'publish', 'sweep', 'quarantine'];
let stateless: Template;
let outdir: string;

beforeAll(() => {
  ({ stateless, outdir } = synthesise({ 'aws:cdk:bundling-stacks': ['**'] }));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** Where the bundle of a function is, out of reach of the project's own package.json. */
const bundleOf = (entry: string): string => {
  const key = String(functionOf(stateless, entry)['Code'].S3Key).replace(/\.zip$/, '');
  const bundle = join(folder, entry);
  cpSync(join(outdir, `asset.${key}`), bundle, { recursive: true });
  return bundle;
};

/** Loads `index.js` as Lambda does, in a process of its own. */
const load = (bundle: string) =>
  spawnSync(process.execPath, ['-e', `process.stdout.write(typeof require(${JSON.stringify(bundle)}).handler)`], {
    encoding: 'utf8',
    env: {
      LAMBDA_TASK_ROOT: bundle,
      AWS_REGION: 'eu-west-1',
      TABLE_NAME: 'customers',
      BUS_NAME: 'patron',
      QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/123456789012/events.fifo',
      DEPLOYMENT: '1',
    },
  });

describe('bundles', () => {
  test.each(entries)('%s is CommonJS that exports a handler', (entry) => {
    const bundle = bundleOf(entry);
    expect(readdirSync(bundle).filter((file) => file !== 'catalogue.json')).toEqual(['index.js']);
    const { stdout, stderr, status } = load(bundle);
    expect({ stdout, stderr, status }).toEqual({ stdout: 'function', stderr: '', status: 0 });
  });

  test('update alone has the catalogue beside it', () => {
    const catalogue = JSON.parse(readFileSync(join(bundleOf('update'), 'catalogue.json'), 'utf8'));
    expect(catalogue).toEqual(JSON.parse(JSON.stringify(defaultCatalogue)));
    expect(entries.filter((entry) => existsSync(join(bundleOf(entry), 'catalogue.json')))).toEqual(['update']);
  });
});
