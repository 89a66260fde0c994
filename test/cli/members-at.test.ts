import { beforeAll, expect, test } from 'vitest';
import { patron, workspace } from './command-line.ts';

const visit = (time: string, eventId: string, who: object): string =>
  JSON.stringify({
    time,
    source: 'shop.test',
    'detail-type': 'VisitMade',
    detail: { eventId, occurredAt: time, path: '/hats', ...who },
  });

const tablet = { anonymousId: 'tablet' };

/** A visitor who became a customer, who has left since, came back, and will leave by time alone. */
const lines = [
  visit('2026-03-01T09:00:00Z', 'v-1', tablet),
  visit('2026-03-02T09:00:00Z', 'v-2', tablet),
  visit('2026-03-03T09:00:00Z', 'v-3', { customerId: 'ann', ...tablet }),
  visit('2026-05-01T09:00:00Z', 'v-4', { customerId: 'ann' }),
];

const recent = { key: 'recent', name: 'Recent people', when: { performed: 'VisitMade', within: 'P30D' } };
const segments = [{ ...recent, publish: { traits: ['visits.count'] } }];

const space = workspace();
const store = space.path('shop.sqlite');

beforeAll(async () => {
  const events = space.write('events.jsonl', `${lines.join('\n')}\n`);
  const catalogue = space.write('catalogue.json', JSON.stringify({ currency: 'GBP', segments }));
  const args = ['--events', events, '--segments', catalogue, '--out', space.path('out'), '--store', store];
  const { stderr } = await patron(['replay', ...args]);
  if (stderr !== '') throw new Error(stderr);
});

const rows = async (at: string, ...more: readonly string[]) => {
  const args = ['--segment', 'recent', '--at', at, '--format', 'csv', '--store', store];
  const { stdout } = await patron(['members', ...args, ...more]);
  return stdout.trim().split('\n').slice(1);
};

test.each([
  ['2026-03-01T09:00:00Z', ',tablet,2026-03-01T09:00:00.000Z,1,~tablet:1', '1'],
  ['2026-03-03T08:59:59.999Z', ',tablet,2026-03-01T09:00:00.000Z,1,~tablet:1', '2'],
  ['2026-03-20T00:00:00Z', 'ann,,2026-03-03T09:00:00.000Z,1,ann:1', '3'],
  ['2026-05-20T00:00:00Z', 'ann,,2026-05-01T09:00:00.000Z,3,ann:3', '4'],
])('patron members tells who was in at %s, with traits as of then', async (at, member, visits) => {
  expect(await rows(at)).toEqual([member]);
  expect(await rows(at, '--traits', 'visits.count')).toEqual([`${member},${visits}`]);
});
