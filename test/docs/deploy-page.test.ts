import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { acceptEntry } from '#events/accept-entry.ts';
import { checkSettings } from '#infra/settings/check-settings.ts';
import { newFolder } from '#test/support/folder.ts';
import { patron } from '../cli/command-line.ts';
import { read } from './pages.ts';

const page = read('docs/deploy.md');
const workflow = read('docs/snippets/deploy-workflow.yml');
const stage = checkSettings(JSON.parse(read('docs/snippets/first-stage.json')), 'docs/snippets/first-stage.json');

interface Entry {
  readonly EventBusName: string;
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
}

/** What `docs/snippets/first-event.sh` gives to the AWS CLI. */
const firstEntries = (): readonly Entry[] => {
  const folder = newFolder();
  const given = join(folder, 'given.json');
  writeFileSync(join(folder, 'aws'), `#!/bin/sh\nprintf %s "$6" > ${given}\n`);
  chmodSync(join(folder, 'aws'), 0o755);
  execFileSync('sh', ['docs/snippets/first-event.sh'], { env: { ...process.env, PATH: `${folder}:/usr/bin:/bin` } });
  return JSON.parse(readFileSync(given, 'utf8')) as readonly Entry[];
};

describe('docs/deploy.md', () => {
  test('shows its snippets as they are, within its steps too', () => {
    const shown = [...page.matchAll(/^( *)<!-- (docs\S+) -->\n+\1```\w+\n([^]*?\n)\1```/gm)];
    expect(shown.map(([, , file]) => file)).toEqual([
      'docs/snippets/first-stage.json',
      'docs/snippets/first-event.sh',
      'docs/snippets/deploy-workflow.yml',
    ]);
    for (const [, indented = '', file = '', text = ''] of shown)
      expect(text.replaceAll(new RegExp(`^${indented}`, 'gm'), '')).toBe(read(file));
  });
});

describe('the first event', () => {
  const entries = firstEntries();

  test('is one that the stage lets its producer put, on its own bus', () => {
    const [entry] = entries;
    const [producer] = stage.producers;
    expect(entries).toHaveLength(1);
    expect(entry?.EventBusName).toBe(stage.name);
    expect(producer?.sources).toContain(entry?.Source);
    expect(producer?.detailTypes).toContain(entry?.DetailType);
  });

  test('puts its customer into the segment that the page names', async () => {
    const [{ Source: source, DetailType, Detail } = { Source: '', DetailType: '', Detail: '{}' }] = entries;
    const detail = JSON.parse(Detail) as { readonly occurredAt: string };
    expect(acceptEntry({ source, 'detail-type': DetailType, detail })).toMatchObject({ ok: true });
    const folder = newFolder();
    const events = join(folder, 'events.jsonl');
    writeFileSync(events, JSON.stringify({ time: detail.occurredAt, source, 'detail-type': DetailType, detail }));
    expect((await patron(['replay', '--events', events, '--out', folder])).status).toBe(0);
    const { stdout } = await patron(['show', '--customer', 'cust-42', '--store', folder]);
    expect(stdout).toContain('entered Recent visitors');
    expect(page).toContain('is in the segment of recent visitors');
  });
});

/** The arguments of the `patron` that a step runs. */
const stepsOf = (command: string): readonly string[] => {
  const found = new RegExp(`run: npm run --silent patron -- (${command} .+)$`, 'm').exec(workflow);
  return (found?.[1] ?? '').split(' ');
};

describe('the workflow', () => {
  test('pins every action to a commit, and says of which version', () => {
    const uses = [...workflow.matchAll(/uses: (.+)$/gm)].map(([, action = '']) => action);
    expect(uses).toHaveLength(6);
    for (const action of uses) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('keeps no key, and lets a job have no more than it names', () => {
    expect(workflow).not.toMatch(/secrets\.|access-key|password|(?<!id-)token:/i);
    expect(workflow).toMatch(/^permissions: \{\}$/m);
    expect([...workflow.matchAll(/^ {4}permissions:\n((?: {6}.*\n)+)/gm)].map(([, given]) => given)).toEqual([
      '      contents: read\n      id-token: write\n',
      '      contents: read\n      id-token: write\n',
    ]);
  });

  describe('in a shop', () => {
    const folder = newFolder();
    const [segments, store] = [join(folder, 'segments.json'), join(folder, 'store')];
    const inFile = (args: readonly string[], from: readonly string[] = []) =>
      args.flatMap((arg) =>
        arg === '--table' ? from : arg === '"$TABLE"' ? [] : [arg === 'segments.json' ? segments : arg],
      );
    const catalogueOf = (within: string) =>
      writeFileSync(
        segments,
        JSON.stringify({
          currency: 'GBP',
          segments: [
            { key: 'buyers', requires: { consent: 'marketing' }, when: { performed: 'PurchaseMade', within } },
          ],
        }),
      );

    beforeAll(async () => {
      catalogueOf('P90D');
      const made = ['replay', '--events', 'docs/snippets/events.jsonl', '--segments', segments, '--out', store];
      const { status, stderr } = await patron(made);
      if (status !== 0) throw new Error(`Cannot make a store: ${stderr}`);
    });

    test('checks and plans by commands that there are, and lets the same catalogue pass', async () => {
      catalogueOf('P90D');
      const checked = await patron(inFile(stepsOf('check')));
      expect(checked).toMatchObject({ status: 0, stderr: '' });
      const planned = await patron(inFile(stepsOf('plan'), ['--from', store]));
      expect(planned).toMatchObject({ status: 0, stderr: '' });
    });

    test('fails where a segment would change by more than a fifth, or has a fault', async () => {
      writeFileSync(
        segments,
        JSON.stringify({
          currency: 'GBP',
          segments: [{ key: 'everybody', when: { trait: 'orders.count', is: { gte: 1 } } }],
        }),
      );
      const planned = await patron(inFile(stepsOf('plan'), ['--from', store]));
      expect(planned.status).toBe(1);
      expect(planned.stderr).toContain('would change by more than 20%');
      expect((await patron(inFile(stepsOf('check')))).status).toBe(1);
    });
  });
});

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Condition?: { readonly StringEquals: Readonly<Record<string, unknown>> };
}

interface Role {
  readonly Properties: {
    readonly AssumeRolePolicyDocument: { readonly Statement: readonly Statement[] };
    readonly Policies: readonly { readonly PolicyDocument: { readonly Statement: readonly Statement[] } }[];
  };
}

describe('the roles of a pipeline', () => {
  const { Resources } = JSON.parse(read('docs/snippets/github-roles.json')) as {
    readonly Resources: Readonly<Record<'PlanRole' | 'DeployRole', Role>>;
  };
  const trusts = ({ Properties }: Role) =>
    Properties.AssumeRolePolicyDocument.Statement.map(({ Condition }) => Condition?.StringEquals);
  const allows = ({ Properties }: Role) =>
    Properties.Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement).flatMap(({ Action }) => Action);

  test.each([
    ['PlanRole', 'repo:${Repository}:pull_request'],
    ['DeployRole', 'repo:${Repository}:environment:production'],
  ] as const)('%s is for runs of this repository alone', (name, subject) => {
    expect(trusts(Resources[name])).toEqual([
      {
        'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
        'token.actions.githubusercontent.com:sub': { 'Fn::Sub': subject },
      },
    ]);
  });

  test('a plan may read and do nothing else', () => {
    expect(
      allows(Resources.PlanRole).filter((action) => !/:(?:Get|BatchGet|Query|Scan|Describe|Decrypt)/.test(action)),
    ).toEqual([]);
    expect(allows(Resources.PlanRole)).toEqual(
      expect.arrayContaining(['dynamodb:Scan', 'dynamodb:Query', 'kms:Decrypt']),
    );
  });

  test('a deployment takes the roles of the bootstrap, and has no rights of its own', () => {
    expect(allows(Resources.DeployRole)).toEqual(['sts:AssumeRole']);
  });

  test('what they read is published under the names that their parameters have', () => {
    const names = [...read('docs/snippets/github-roles.json').matchAll(/"\/shop\/([\w-]+)"/g)].map(([, name]) => name);
    expect(names).toEqual(['table-name', 'key-arn']);
    for (const name of names) expect(page).toContain(`/NAME/${name}`);
  });
});
