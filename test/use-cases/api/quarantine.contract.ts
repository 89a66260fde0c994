import { describe, expect, test } from 'vitest';
import { rankOf } from '#lib/core/insight/person.ts';
import type { ApiUnderTest } from './api.contract.ts';

const as = 'operator';

interface Page {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly next: string | null;
}

/** What the API tells of refused entries. */
export const quarantineContract = (api: () => ApiUnderTest): void => {
  const get = async (query = ''): Promise<Page> => (await api().ask(`GET /v1/quarantine${query}`, { as })).json as Page;

  const post = (body: unknown) => api().ask('POST /v1/quarantine/redrive', { as, body });

  describe('GET /v1/quarantine', () => {
    test('lists what was refused, with the reason, as it came', async () => {
      const { items, next } = await get();
      expect(next).toBeNull();
      expect(items.map(({ reason }) => reason)).toEqual(['invalid', 'erased', 'future']);
      expect(items[0]).toMatchObject({
        customerId: 'cust-42',
        arrivedAt: '2026-11-02T12:00:00.000Z',
        field: 'currency',
        message: expect.stringContaining('current value is "pounds"') as string,
        entry: expect.stringContaining('"currency":"pounds"') as string,
      });
      expect((await get('?reason=future')).items).toEqual([items[2]]);
      expect((await get('?reason=too-large')).items).toEqual([]);
    });

    test('is a line of the audit for each person in it', async () => {
      api().audit.length = 0;
      await get('?reason=future');
      const person = rankOf('C#cust-42').slice(0, 16);
      expect(api().audit).toEqual([{ caller: as, route: 'GET /v1/quarantine', status: 200, person }]);
    });

    test('refuses a reason that is none, and a cursor that no answer had', async () => {
      const { json } = await api().ask('GET /v1/quarantine?reason=wrong', { as });
      expect(json).toMatchObject({
        error: 'bad-request',
        message: expect.stringMatching(/^reason must be one of unknown-type/) as string,
      });
      for (const cursor of ['x', 'A'.repeat(40)]) {
        const answered = await api().ask(`GET /v1/quarantine?cursor=${cursor}`, { as });
        expect([cursor, answered.status]).toEqual([cursor, 400]);
      }
    });
  });

  test('POST /v1/quarantine/redrive sends again what was refused for a reason', async () => {
    expect(await post({ reason: 'invalid' })).toMatchObject({ status: 202, json: { sent: 7, left: 0 } });
    // Those of the erased have no body to send.
    for (const reason of ['erased', 'nothing', undefined])
      expect([reason, (await post({ reason })).status]).toEqual([reason, 400]);
  });
};
