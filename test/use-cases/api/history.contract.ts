import { describe, expect, test } from 'vitest';
import { formatInstant } from '#lib/core/time/instant.ts';
import { dayMs, noon } from '#test/use-cases/given.ts';
import type { ApiUnderTest } from './api.contract.ts';
import { asked, crowd } from './shop.ts';

const hourMs = 3_600_000;

/** Everybody who has bought: those of the crowd, and two more. */
const buyers = crowd.length - 5 + 2;

/** A step of a day, from the day on which everything happened. */
const day = (index: number, more: object) => ({
  at: formatInstant(noon - (noon % dayMs) + index * dayMs),
  ...more,
});

/** What the API tells of the sizes of segments. */
export const historyContract = (api: () => ApiUnderTest): void => {
  const get = async (path: string) => api().ask(`GET /v1/segments${path}`, { as: 'marketing' });
  /** One who was erased within the hour came and went. */
  const erased = () => Number(api().countsErased);
  const history = async (path: string) => (await get(`/buyer/history?${path}`)).json;

  describe('GET /v1/segments', () => {
    test('lists the segments in the catalogue’s order, with what they mean and how many are in them', async () => {
      const { status, json } = await get('');
      const found = json as readonly { readonly key: string }[];
      expect(status).toBe(200);
      expect(found.find(({ key }) => key === 'buyer')).toMatchObject({
        key: 'buyer',
        meaning: expect.stringContaining('Customers') as string,
        definitionHash: expect.stringMatching(/^[\da-f]{8}$/) as string,
        members: buyers,
        asOf: formatInstant(asked),
        entered24h: 0,
        exited24h: 0,
      });
    });
  });

  describe('GET /v1/segments/{key}/history', () => {
    test('tells of each day how many there were at its end, and who came and went', async () => {
      expect(await history(`from=${formatInstant(noon - dayMs)}`)).toEqual([
        day(-1, { members: 0, entered: 0, exited: 0 }),
        day(0, { members: buyers, entered: buyers + erased(), exited: erased() }),
        day(1, { members: buyers, entered: 0, exited: 0 }),
        day(2, { members: buyers, entered: 0, exited: 0 }),
      ]);
    });

    test('tells of each hour, up to an instant', async () => {
      const asks = `step=PT1H&from=${formatInstant(noon - 1)}&to=${formatInstant(noon + hourMs)}`;
      expect(await history(asks)).toEqual([
        { at: formatInstant(noon - hourMs), members: 0, entered: 0, exited: 0 },
        { at: formatInstant(noon), members: buyers, entered: buyers + erased(), exited: erased() },
      ]);
    });

    test('goes back 30 days, or a day by the hour, unless told', async () => {
      expect(await history('')).toHaveLength(31);
      expect(await history('step=PT1H')).toHaveLength(25);
    });

    test.each([
      ['buyr/history', 404, 'Cannot use "buyr" as a segment of the catalogue: the nearest is buyer'],
      ['buyer/history?step=P7D', 400, 'step must be PT1H or P1D, current value is "P7D"'],
      [
        `buyer/history?from=${formatInstant(noon)}&to=${formatInstant(noon)}`,
        400,
        `from must be before to, current value is from ${formatInstant(noon)} and to ${formatInstant(noon)}`,
      ],
      [
        `buyer/history?step=PT1H&from=${formatInstant(asked - 9_999 * hourMs - 1)}`,
        400,
        'from, to and step must make at most 10000 steps, current value is 10001',
      ],
    ])('refuses %s', async (path, status, message) => {
      expect(await get(`/${path}`)).toMatchObject({ status, json: { message } });
    });
  });
};
