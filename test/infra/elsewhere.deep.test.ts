import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { newFolder } from '#test/support/folder.ts';

/** Synthesises the app of `pipeline-app.ts` as another project would, from a folder of its own. */
const synthesiseElsewhere = (): Record<string, { Type: string; Properties: Record<string, unknown> }> => {
  const folder = newFolder();
  const env = { ...process.env, CDK_OUTDIR: 'cdk.out' };
  execFileSync(process.execPath, [resolve('test/infra/pipeline-app.ts')], { cwd: folder, env, stdio: 'pipe' });
  const templates = globSync(join(folder, 'cdk.out', 'assembly-*', '*.template.json'));
  return Object.assign({}, ...templates.map((file) => JSON.parse(readFileSync(file, 'utf8'))['Resources']));
};

test('Patron is deployed from another folder, in a stage of a pipeline, within its boundary and with its tags', () => {
  const resources = Object.values(synthesiseElsewhere());
  const ofType = (type: string) => resources.filter(({ Type }) => Type === type).map(({ Properties }) => Properties);
  const handlers = ofType('AWS::Lambda::Function').filter(({ TracingConfig }) => TracingConfig !== undefined);
  // The API, sources and destinations have functions where they are asked for.
  const all = globSync('functions/*.ts').map((file) => basename(file, '.ts'));
  const whereAsked = new Set(['read', 'hook', 'adapt', 'deliver']);
  expect(handlers).toHaveLength(all.filter((name) => !whereAsked.has(name)).length);
  expect(all).toEqual(expect.arrayContaining([...whereAsked]));
  const roles = ofType('AWS::IAM::Role');
  expect(roles.length).toBeGreaterThan(10);
  for (const role of roles) expect(JSON.stringify(role['PermissionsBoundary'])).toContain('company-boundary');
  for (const { Tags } of handlers) expect(JSON.stringify(Tags)).toContain('"owner"');
  expect(JSON.stringify(ofType('AWS::Events::EventBus'))).toContain('eu-central-1');
});
