import { describe, expect, test } from 'vitest';
import type { ApiUnderTest } from './api.contract.ts';
import { apiOver } from './asking.ts';
import { asked, shopCatalogue } from './shop.ts';

interface Item {
  readonly changeId: string;
  readonly status: string;
  readonly segment: { readonly key: string };
  readonly words?: readonly string[];
  readonly because?: unknown;
}

interface Page {
  readonly items: readonly Item[];
  readonly newest: string;
  readonly next: string | null;
  readonly more: boolean;
}

const idsOf = ({ items }: Page): readonly string[] => items.map(({ changeId }) => changeId);

/** What the API tells the console of the changes of everybody. */
export const consoleChangesContract = (api: () => ApiUnderTest): void => {
  const get = (path: string, as = 'support') => api().ask(`GET /v1/console/changes?${path}`, { as });
  const page = async (path: string, as?: string): Promise<Page> => (await get(path, as)).json as Page;

  /** All pages, the newest first, each at most so long. */
  const readAll = async (limit: number, filter = ''): Promise<readonly string[]> => {
    const found: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const read: Page = await page(`limit=${limit}${filter}${next === '' ? '' : `&before=${next}`}`);
      expect(read.items.length).toBeLessThanOrEqual(limit);
      found.push(...idsOf(read));
      ({ next } = read);
    }
    return found;
  };

  describe('GET /v1/console/changes', () => {
    test('lists the latest changes first, with their reasons in words', async () => {
      const { items, next, more } = await page('');
      expect([next, more]).toEqual([null, false]);
      expect(items[0]).toMatchObject({
        changeId: 'cust-42:3',
        customerId: 'cust-42',
        status: 'entered',
        segment: { key: 'british', name: 'In Britain' },
        origin: 'live',
        words: ['country is "GB" (now "GB")'],
      });
      expect(items).toHaveLength(2 * 27 + 1 + 1);
    });

    test('shows nobody who was erased', async () => {
      expect((await readAll(1000)).filter((id) => id.startsWith('gone'))).toEqual([]);
    });

    test('is read page by page, each change once, in pages of any size', async () => {
      const all = idsOf(await page('limit=1000'));
      for (const limit of [1, 2, 7, 1000]) expect([limit, await readAll(limit)]).toEqual([limit, all]);
    });

    test('takes changes of one segment and of one origin', async () => {
      const { items } = await page('segment=british');
      expect(items.map(({ changeId }) => changeId)).toEqual(['cust-42:3']);
      expect(await readAll(10, '&segment=buyer&origin=live')).toHaveLength(27);
      expect(await readAll(10, '&origin=merge')).toEqual([]);
    });

    test('tells what came after a place, and only that, however little is taken at once', async () => {
      const { newest } = await page('');
      expect(await page(`after=${newest}`)).toMatchObject({ items: [], more: false });
      const [oldest] = (await readAll(1000)).slice(-1);
      const begin = await page('limit=1000');
      expect(begin.items.at(-1)?.changeId).toBe(oldest);
      const { next } = await page('limit=50');
      const after = await page(`after=${next ?? ''}&limit=1000`);
      expect(idsOf(after)).toEqual(idsOf(begin).slice(0, 49));
      const read: string[] = [];
      let [place, more] = [next ?? '', true];
      while (more) {
        const part: Page = await page(`after=${place}&limit=3`);
        read.unshift(...idsOf(part));
        [place, more] = [part.newest, part.more];
      }
      expect(read).toEqual(idsOf(begin).slice(0, 49));
    });

    test('tells marketing of no values that were observed, and the audit of nobody then', async () => {
      api().audit.length = 0;
      const { items } = await page('limit=5', 'marketing');
      expect(items).toHaveLength(5);
      for (const item of items) expect([item.because, item.words]).toEqual([undefined, undefined]);
      expect(api().audit).toEqual([]);
      await page('limit=3');
      expect(api().audit.map(({ route }) => route)).toContain('GET /v1/console/changes');
    });

    test.each([
      ['after=abc', 400],
      ['segment=buyr', 400],
      ['origin=lives', 400],
      ['limit=0', 400],
    ])('refuses %s', async (path, status) => {
      expect(await get(path)).toMatchObject({ status, json: { error: 'bad-request' } });
    });

    test('refuses two places at once', async () => {
      const { newest } = await page('');
      expect((await get(`after=${newest}&before=${newest}`)).json).toMatchObject({
        message: 'Cannot use after and before as one place: current value is both',
      });
    });

    test('says where changes are not kept together', async () => {
      const bare = apiOver({ store: api().store, catalogue: shopCatalogue, now: () => asked });
      expect(await bare.ask('GET /v1/console/changes', { as: 'support' })).toMatchObject({
        status: 404,
        json: { message: expect.stringContaining('look at those of one person') as string },
      });
    });
  });
};
