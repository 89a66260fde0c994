import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { project } from '../data/cache.ts';
import { runNode } from '../process/run-program.ts';
import type { Bundle } from './bundle.ts';

/** A function in a template. */
interface FunctionResource {
  readonly Type: string;
  readonly Metadata: Readonly<Record<string, unknown>>;
  readonly Properties: {
    readonly Code: { readonly S3Key: string };
    readonly Environment?: { readonly Variables?: Readonly<Record<string, unknown>> };
  };
}

const kebab = (id: string): string => id.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();

/** `Patron/Stateless/CustomerUpdates/Update/Handler/Resource` is `customer-updates.update`. */
const nameIn = (path: string): string =>
  path
    .replace(/^(?:Patron\/Stateless|Baselines)\//, '')
    .split('/')
    .slice(0, -2)
    .map(kebab)
    .join('.');

const bundleOf = (folder: string, { Metadata, Properties }: FunctionResource): Bundle => ({
  name: nameIn(String(Metadata['aws:cdk:path'])),
  folder: join(folder, `asset.${Properties.Code.S3Key.replace(/\.zip$/, '')}`),
  variables: Object.entries(Properties.Environment?.Variables ?? {}).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : undefined,
  ]),
});

const functionsIn = async (template: string): Promise<readonly FunctionResource[]> => {
  const { Resources } = JSON.parse(await readFile(template, 'utf8')) as {
    readonly Resources: Readonly<Record<string, FunctionResource>>;
  };
  return Object.values(Resources).filter(
    ({ Type, Metadata }) =>
      Type === 'AWS::Lambda::Function' && String(Metadata?.['aws:cdk:path']).endsWith('/Handler/Resource'),
  );
};

/** The context of `cdk.json`, with bundling of every stack, and paths to distinguish functions by. */
const contextJson = async (): Promise<string> => {
  const { context } = JSON.parse(await readFile(join(project, 'cdk.json'), 'utf8')) as { readonly context: object };
  return JSON.stringify({
    ...context,
    'aws:cdk:bundling-stacks': ['**'],
    'aws:cdk:enable-path-metadata': true,
    // With every part that a stage can have.
    stage: join(project, 'bench/bundles/stage.json'),
  });
};

const synthesise = async (app: string, folder: string): Promise<readonly Bundle[]> => {
  const env = { ...process.env, CDK_OUTDIR: folder, CDK_CONTEXT_JSON: await contextJson() };
  await runNode([app], { cwd: project, env });
  const templates = (await readdir(folder)).filter((file) => file.endsWith('.template.json'));
  const functions = await Promise.all(templates.map((template) => functionsIn(join(folder, template))));
  return functions.flat().map((resource) => bundleOf(folder, resource));
};

/** The client as it is usually bundled: with everything that Patron's options leave out, which is half of it. */
const usualClient = async (folder: string): Promise<Bundle> => {
  await build({
    entryPoints: [join(project, 'bench/programs/dynamodb-client.ts')],
    outfile: join(folder, 'index.js'),
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
  });
  return { name: 'usual-dynamodb-client', folder, variables: [] };
};

/**
 * Makes every function's bundle as it is deployed, and three to compare with, into a folder: an empty handler, and two that
 * only make a DynamoDB client, by Patron's options and as usual.
 */
export const makeBundles = async (folder: string): Promise<readonly Bundle[]> => [
  ...(await synthesise('infra/app.ts', join(folder, 'patron'))),
  ...(await synthesise('bench/programs/synthesise-baselines.ts', join(folder, 'baselines'))),
  await usualClient(join(folder, 'usual')),
];
