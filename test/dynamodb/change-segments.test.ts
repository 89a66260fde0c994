import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { wall } from '#functions/runtime/wall.ts';
import { receiveEvents } from '#lib/use-cases/intake/receive-events.ts';
import type { Plan } from '#lib/use-cases/plan/plan.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { dynamoDbCatalogues } from '#lib/ports/store/dynamodb/kept-catalogues.ts';
import { patron } from '#test/cli/command-line.ts';
import { startDynamoDb, type LocalDynamoDb } from '#test/support/dynamodb-local.ts';
import { newFolder } from '#test/support/folder.ts';
import { createLocalTable, type LocalTable } from '#test/support/local-table.ts';
import { catalogueJson, embedded, erasure, linking, messageOf, noon, purchase, visit } from '#test/use-cases/given.ts';

const people = 40;

const wider = {
  ...catalogueJson,
  segments: catalogueJson.segments.map((segment) =>
    segment.key === 'browser' ? { ...segment, when: { performed: 'VisitMade' } } : segment,
  ),
};

let local: LocalDynamoDb;
let table: LocalTable;
let [old, next] = ['', ''];

const store = () => dynamoDbStore({ ...wall, client: table.client, tableName: table.tableName, now: () => noon });

beforeAll(async () => {
  local = await startDynamoDb();
  table = await createLocalTable(local.endpoint);
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', local.endpoint);
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'none');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'none');
  const folder = newFolder();
  [old, next] = [join(folder, 'old.json'), join(folder, 'new.json')];
  await writeFile(old, JSON.stringify(catalogueJson));
  await writeFile(next, JSON.stringify(wider));
  const entries = [
    ...Array.from({ length: people }, (_, index) => purchase({ customerId: `c-${index}` })),
    visit({ anonymousId: 'phone' }),
    linking('c-0', 'phone'),
    visit({ anonymousId: 'tablet' }),
    purchase({ customerId: 'gone' }),
    erasure({ customerId: 'gone' }),
  ];
  await receiveEvents(
    embedded({ store: store() }).deps,
    entries.map((entry) => messageOf(entry)),
  );
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await table.drop();
  await local.stop();
});

const at = '2026-11-02T12:30:00.000Z';

const run = (command: string, args: readonly string[]) => patron([command, '--table', table.tableName, ...args]);

describe('the command line on a table', () => {
  test('plan weighs everybody and writes nothing', async () => {
    const before = await table.items();
    const args = ['--segments', next, '--against', old, '--at', at, '--json'];
    const { status, stdout, stderr } = await run('plan', args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const plan = JSON.parse(stdout) as Plan;
    expect(plan).toMatchObject({
      at,
      profiles: { customers: people, visitors: 1 },
      burst: { profiles: people + 1, entries: 2, quiet: 0 },
      notes: [],
    });
    expect(plan.segments.find(({ key }) => key === 'browser')).toMatchObject({ before: 0, after: 2, entering: 2 });
    expect(await table.items()).toEqual(before);
  });

  test('explain tells of now, and of the past', async () => {
    const args = ['--segments', old, '--segment', 'fresh-buyer', '--json'];
    const now = await run('explain', ['--anonymous', 'phone', '--at', at, ...args]);
    expect(JSON.parse(now.stdout)).toMatchObject({
      customerId: 'c-0',
      asked: { anonymousId: 'phone' },
      segments: [{ isMember: true, change: { changeId: 'c-0:2' }, next: { at: '2026-12-02T11:59:00.000Z' } }],
      notes: [],
    });
    const before = await run('explain', ['--customer', 'c-0', '--at', '2026-11-02T11:00:00Z', ...args]);
    expect(before.stderr).toMatch(/no event of theirs had arrived/);
  });

  test('the catalogue is the one that the deployment kept', async () => {
    const explain = ['--customer', 'c-1', '--at', at];
    const named = await run('explain', [...explain, '--segments', old]);
    const lost = await run('explain', explain);
    expect(lost.stderr).toBe(
      `${table.tableName} keeps no catalogue: the one that comes with Patron is used; give another with --segments\n`,
    );
    await dynamoDbCatalogues(table).keep({ deployment: 3, source: compile(catalogueJson).source });
    expect(await run('explain', explain)).toEqual(named);
    const plan = await run('plan', ['--segments', next, '--at', at, '--json']);
    expect(plan).toEqual(await run('plan', ['--segments', next, '--against', old, '--at', at, '--json']));
    const { stdout, stderr } = await run('catalogue', []);
    expect({ catalogue: JSON.parse(stdout), stderr }).toEqual({ catalogue: catalogueJson, stderr: 'deployment 3\n' });
  });

  test('rebuild finds what is wrong, and mends it', async () => {
    const check = () => run('rebuild', ['--all', '--check']);
    const fine = `${people + 1} profiles compared with the ledger: ${people + 1} profiles without a difference.\n`;
    expect(await check()).toEqual({ status: 0, stdout: fine, stderr: '' });
    const loaded = await store().load('C#c-7', []);
    if (loaded.record?.kind !== 'profile') throw new Error('there is no profile');
    await store().save({ loaded, state: { ...loaded.record.state, memberships: {} }, events: [], changes: [] });
    expect((await check()).stdout).toContain(
      'customer c-7: 2 differences\n  segments.buyer: stored "out", rebuilt "in"\n',
    );
    const repaired = await run('rebuild', ['--customer', 'c-7', '--segments', old]);
    expect(repaired.stdout).toContain('customer c-7: 2 differences, repaired with 2 changes of segments\n');
    expect(await check()).toEqual({ status: 0, stdout: fine, stderr: '' });
  });
});
