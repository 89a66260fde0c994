import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDynamoDb, type LocalDynamoDb } from '#test/support/dynamodb-local.ts';
import { measureCorrections } from '../../bench/writes/corrected-past.ts';

let local: LocalDynamoDb;

beforeAll(async () => {
  local = await startDynamoDb();
});
afterAll(() => local.stop());

describe('what DynamoDB bills where events put others right', () => {
  test('a telling of a fact: a read and a write more; a correction: a small ledger, and a transaction', async () => {
    const { units } = await measureCorrections(local.endpoint, 10);
    expect(units).toMatchObject({
      plain: { reads: 2.5, writes: 2 },
      first: { reads: 3.5, writes: 3 },
      late: { reads: 3.5, writes: 3 },
      'by-revision': { reads: 5.5, writes: 6 },
      'by-name': { reads: 5.5, writes: 5 },
    });
  });

  test('with a longer past only a correction reads more: the rows of the ledger, by 4 KB', async () => {
    const { units, ledgerBytes } = await measureCorrections(local.endpoint, 200);
    expect([units.plain.reads, units.first.reads, units.late.reads]).toEqual([2.5, 3.5, 3.5]);
    const ledger = Math.ceil(ledgerBytes / 4096);
    for (const correction of [units['by-revision'], units['by-name']]) {
      expect(correction.reads).toBeGreaterThan(ledger - 2);
      expect(correction.reads).toBeLessThanOrEqual(2.5 + ledger + 2);
    }
  });
});
