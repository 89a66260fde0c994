import { describe, expect, test } from 'vitest';
import { sharedRateLimit } from '#lib/ports/guards/shared-rate-limit.ts';
import { sharedSecret } from '#lib/ports/guards/shared-secret.ts';
import { rateLimitInMemory } from '#lib/use-cases/api/access/rate-limit.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { rateLimitContract } from './rate-limit.contract.ts';

/** A table, as it is and as those who use it are given it. */
const given = () => {
  const memory = new MemoryTable();
  const { client, tableName } = memory;
  return { memory, table: { client, tableName } };
};

rateLimitContract('in memory', async (rate) => rateLimitInMemory(rate));
rateLimitContract('in a table', async (rate) => sharedRateLimit({ ...given().table, what: 'erasures', ...rate }));

describe('sharedRateLimit()', () => {
  test('leaves a row that expires once it counts no more, and keeps apart what is limited', async () => {
    const { memory, table } = given();
    const rate = { ...table, most: 1, within: 60_000, now: () => 1_800_000_000_500 };
    expect(await sharedRateLimit({ ...rate, what: 'erasures' })('ada')).toBe(true);
    expect(await sharedRateLimit({ ...rate, what: 'previews' })('ada')).toBe(true);
    expect(memory.items()).toMatchObject([
      { pk: { S: 'RATE#ada' }, sk: { S: 'erasures' }, expiresAt: { N: '1800000061' } },
      { pk: { S: 'RATE#ada' }, sk: { S: 'previews' } },
    ]);
  });

  test('is one limit for two processes', async () => {
    const { table } = given();
    const rate = { ...table, what: 'erasures', most: 3, within: 60_000, now: () => 1_800_000_000_000 };
    const [one, other] = [sharedRateLimit(rate), sharedRateLimit(rate)];
    expect([await one('ada'), await other('ada'), await one('ada'), await other('ada')]).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});

const numbered = () => {
  let made = 0;
  return () => `secret-${(made += 1)}`;
};

describe('sharedSecret()', () => {
  test('is made by whoever first asks, and given to all others', async () => {
    const { table } = given();
    const newSecret = numbered();
    expect(await sharedSecret({ ...table, newSecret })).toBe('secret-1');
    expect(await sharedSecret({ ...table, newSecret })).toBe('secret-1');
    expect(newSecret()).toBe('secret-2');
  });

  test('is one for all who ask at once', async () => {
    const { memory, table } = given();
    const newSecret = numbered();
    const all = await Promise.all(Array.from({ length: 5 }, async () => sharedSecret({ ...table, newSecret })));
    expect(new Set(all).size).toBe(1);
    expect(memory.items()).toHaveLength(1);
  });

  test('throws what the table throws', async () => {
    const { memory, table } = given();
    memory.interrupt = () => Promise.reject(new Error('no such table'));
    await expect(sharedSecret({ ...table, newSecret: numbered() })).rejects.toThrow('no such table');
  });
});
