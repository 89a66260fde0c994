import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatInstant } from '#lib/core/time/instant.ts';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { localApi } from '#lib/tools/local-api/local-api.ts';
import { dayMs, noon } from '#test/use-cases/given.ts';
import { openShop, shopCatalogue } from '#test/use-cases/api/shop.ts';

const store = openEmbeddedStore();
beforeAll(() => openShop(store));
afterAll(() => store.close());

const failed = (error: unknown): void => {
  throw error;
};

/** Asks the API at an instant, and as of another where one is given. */
const ask = async (
  path: string,
  { at, asOf, mode = 'store' }: { at: number; asOf?: string; mode?: 'store' | 'dev' },
) => {
  const api = localApi({
    mode,
    shop: { store, catalogue: shopCatalogue },
    now: () => at,
    newId: () => 'an-id',
    failed,
  });
  const headers = asOf === undefined ? {} : { 'patron-as-of': asOf };
  const answer = await api.fetch(new Request(`http://dev.test/v1/${path}`, { headers }));
  return (await answer.json()) as Readonly<Record<string, unknown>>;
};

const session = (asked: Parameters<typeof ask>[1]) => ask('console/session', asked);

describe('a store into which nothing has come for long', () => {
  /** When its last change was decided. */
  const end = noon + 1_234;
  const ended = formatInstant(end);

  test('says when it ended once that is more than seven days ago, whatever it is asked as of', async () => {
    expect((await session({ at: end + 7 * dayMs }))['endedAt']).toBeNull();
    const at = end + 7 * dayMs + 1;
    expect(await session({ at })).toMatchObject({ now: formatInstant(at), endedAt: ended });
    expect(await session({ at, asOf: ended })).toMatchObject({ now: ended, endedAt: ended });
  });

  test('is told as of the instant that a request says, and as of now without one', async () => {
    const at = noon + 400 * dayMs;
    const asOf = '2026-11-02T13:00:01.234+01:00';
    expect((await ask('console/segments', { at, asOf }))['asOf']).toBe(ended);
    expect((await ask('console/people/cust-42', { at, asOf }))['asOf']).toBe(ended);
    expect((await ask('console/people/cust-42', { at }))['asOf']).toBe(formatInstant(at));
  });

  test.each([
    ['yesterday', 'must be', '"yesterday"'],
    ['2027-01-01T00:00:00Z', 'must not be after 2026-11-03T12:00:00.000Z', '2027-01-01T00:00:00Z'],
  ])('refuses %s', async (asOf, rule, value) => {
    expect(await session({ at: noon + dayMs, asOf })).toMatchObject({
      error: 'bad-request',
      message: expect.toSatisfy(
        (text: string) => text.startsWith(`patron-as-of ${rule}`) && text.endsWith(value),
      ) as string,
    });
  });

  test('lives in no other way under patron dev', async () => {
    const at = noon + 400 * dayMs;
    expect(await session({ at, asOf: ended, mode: 'dev' })).toMatchObject({ now: formatInstant(at), endedAt: null });
  });
});

test('an empty store has not ended', async () => {
  const empty = openEmbeddedStore();
  expect(empty.recent.at()).toBeUndefined();
  empty.close();
});
