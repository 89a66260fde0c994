import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { wall } from '#functions/runtime/wall.ts';
import { leaverCounts } from '#lib/core/insight/leaving/leaver-counts.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { dynamoDbCatalogues } from '#lib/ports/store/dynamodb/kept-catalogues.ts';
import { accumulate } from '#lib/use-cases/insight/accumulate.ts';
import { everybody } from '#lib/use-cases/insight/everybody.ts';
import { keys } from '#lib/use-cases/insight/pass/keys.ts';
import { runInsight } from '#lib/use-cases/insight/pass/run-insight.ts';
import { patron } from '#test/cli/command-line.ts';
import { startDynamoDb, type LocalDynamoDb } from '#test/support/dynamodb-local.ts';
import { createLocalTable, type LocalTable } from '#test/support/local-table.ts';
import { receiveAFew } from '#test/use-cases/insight/pass/received.ts';
import { insightOver, latestResults, textOf } from '#test/use-cases/insight/pass/running.ts';
import { fewest } from '#test/use-cases/insight/pass/some-of-the-shop.ts';

let local: LocalDynamoDb;
let table: LocalTable;

beforeAll(async () => {
  local = await startDynamoDb();
  table = await createLocalTable(local.endpoint);
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', local.endpoint);
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'none');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'none');
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await table.drop();
  await local.stop();
});

const asked = [
  ['compare/regulars', ['compare', '--segment', 'regulars']],
  ['questions/abandoned', ['compare', '--question', 'abandoned']],
  ['places', ['places']],
  ['words', ['words']],
  ['persona/buyers', ['persona', '--segment', 'buyers']],
  ['metrics', ['metrics']],
] as const;

describe('a pass for insight over a table', () => {
  test('finds in the segments of a scan what the commands find in the whole, and writes nothing', async () => {
    const store = dynamoDbStore({ ...wall, client: table.client, tableName: table.tableName });
    const catalogue = await receiveAFew(store);
    await dynamoDbCatalogues(table).keep({ deployment: 1, source: catalogue.source });
    const before = await table.items();
    const { deps } = insightOver(store, catalogue);
    let now = Date.parse('2026-11-03T02:00:00.000Z');
    const run = await runInsight({ ...deps, now: () => (now += 1) }, { parts: 3, minimum: fewest });
    expect(run).toMatchObject({ outcome: 'done' });
    expect(await table.items()).toEqual(before);

    const found = await latestResults(deps.objects);
    for (const [name, args] of asked) {
      const { stdout } = await patron([...args, '--table', table.tableName, '--json', '--min', String(fewest)]);
      expect([name, found.get(name)]).toEqual([name, stdout]);
    }

    const leavers = leaverCounts({ catalogue, asOf: run.startedAt });
    const counted = await accumulate(() => everybody(store), leavers);
    expect(await textOf(deps.objects, keys.leavers(run.id))).toBe(JSON.stringify(counted));
    expect(counted.segments.flatMap(({ leaving }) => leaving).some((people) => people > 0)).toBe(true);
  });
});
