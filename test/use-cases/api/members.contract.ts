import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { formatInstant } from '#lib/core/time/instant.ts';
import { noon } from '#test/use-cases/given.ts';
import type { ApiUnderTest } from './api.contract.ts';
import { asked, crowd, oddId } from './shop.ts';

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

interface Page {
  readonly items: readonly { readonly customerId?: string; readonly sequence: number | null; readonly left?: string }[];
  readonly next: string | null;
}

/** What the API tells of members. */
export const membersContract = (api: () => ApiUnderTest): void => {
  const get = async (path: string, more: object = {}) =>
    api().ask(`GET /v1/segments/${path}`, { as: 'marketing', ...more });
  const page = async (path: string): Promise<Page> => (await get(path)).json as Page;
  const buyers = [...crowd.slice(5), 'cust-42', oddId].toSorted();

  /** All pages after one another. */
  const readAll = async (path: string): Promise<readonly string[]> => {
    const found: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const read: Page = await page(`${path}${next === '' ? '' : `&cursor=${next}`}`);
      found.push(...read.items.map(({ customerId = '' }) => customerId));
      ({ next } = read);
    }
    return found;
  };

  describe('GET /v1/segments/{key}/members', () => {
    test('lists who is in, since when, and by which change', async () => {
      const { items, next } = await page('british/members');
      expect(items).toEqual([{ customerId: 'cust-42', enteredAt: formatInstant(noon), sequence: 3 }]);
      expect(next).toBeNull();
    });

    test('lists everybody once, in pages of any size', async () => {
      for (const limit of [1, 7, 27, 1000])
        expect([limit, (await readAll(`buyer/members?limit=${limit}`)).toSorted()]).toEqual([limit, buyers]);
    });

    test('is read by several side by side, who have everybody once', async () => {
      for (const of of [2, 5, 16]) {
        const parts = await Promise.all(
          Array.from({ length: of }, (_, part) => readAll(`buyer/members?limit=3&of=${of}&part=${part}`)),
        );
        expect([of, parts.flat().toSorted()]).toEqual([of, buyers]);
      }
    });

    test('lists who has left only where it is asked to', async () => {
      expect((await page('browser/members')).items).toEqual([
        { anonymousId: 'visitor-7', enteredAt: formatInstant(noon), sequence: 1 },
      ]);
      expect((await page('browser/members?left=true')).items).toHaveLength(1);
      const { items } = await page('buyer/members?left=true&limit=1000');
      expect(items.map(({ customerId = '' }) => customerId).toSorted()).toEqual([...buyers, 'gone'].toSorted());
      expect(items.filter(({ left }) => left !== undefined)).toEqual([
        { customerId: 'gone', enteredAt: formatInstant(noon), sequence: 3, left: formatInstant(noon) },
      ]);
    });

    test('takes a cursor in its own list alone', async () => {
      const { next } = await page('buyer/members?limit=3');
      expect(next).toMatch(/^[\w-]+$/);
      const others = ['british/members?', 'buyer/members?of=2&', 'buyer/members?left=true&', 'fresh-buyer/members?'];
      for (const other of others) {
        expect([other, await get(`${other}cursor=${next}`)]).toMatchObject([
          other,
          { status: 400, json: { error: 'bad-request' } },
        ]);
      }
    });

    test.each([
      ['buyr/members', 404, 'Cannot use "buyr" as a segment of the catalogue: the nearest is buyer'],
      ['buyer/members?of=17', 400, 'of must be a whole number from 1 to 16, current value is "17"'],
      ['buyer/members?of=2&part=2', 400, 'part must be below of, which is 2, current value is 2'],
      ['buyer/members?limit=1001', 400, 'limit must be a whole number from 1 to 1000, current value is "1001"'],
      ['buyer/members?left=yes', 400, 'left must be true or false, current value is "yes"'],
    ])('refuses %s', async (path, status, message) => {
      expect(await get(path)).toMatchObject({ status, json: { message } });
    });

    test('is for a campaign where the segment is listed for it', async () => {
      const more = { as: 'campaign', of: 'buyer' };
      for (const route of ['members', 'digest'])
        expect([(await get(`buyer/${route}`, more)).status, (await get(`british/${route}`, more)).status]).toEqual([
          200, 403,
        ]);
    });
  });

  describe('GET /v1/segments/{key}/digest', () => {
    interface Digest {
      readonly asOf: string;
      readonly shards: readonly { readonly shard: number; readonly members: number; readonly xor: string }[];
    }
    const digest = async (path: string): Promise<Digest> => (await get(path)).json as Digest;

    test('tells of all 256 shards what they hold', async () => {
      const { asOf, shards } = await digest('british/digest');
      const own = Number.parseInt(sha('cust-42').slice(0, 2), 16);
      expect(asOf).toBe(formatInstant(asked));
      expect(shards).toEqual(
        Array.from({ length: 256 }, (_, shard) => ({
          shard,
          members: shard === own ? 1 : 0,
          xor: shard === own ? sha('cust-42:3').slice(0, 16) : '0'.repeat(16),
        })),
      );
    });

    test('is read in parts', async () => {
      const parts = await Promise.all([0, 1, 2].map((part) => digest(`buyer/digest?of=3&part=${part}`)));
      expect(parts.flatMap(({ shards }) => shards)).toEqual((await digest('buyer/digest')).shards);
    });
  });
};
