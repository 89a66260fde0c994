import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commands as every } from '#cli/commands.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { patron, patronProcess, shell, workspace } from './command-line.ts';

const { path, write } = workspace();

const commands = Object.keys(every);

describe('patron', () => {
  test('tells what there is when it is asked nothing', async () => {
    const { status, stdout, stderr } = await patron([]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command} +\\w`, 'm'));
    expect((await patron(['--help'])).stdout).toBe(stdout);
  });

  test.each(commands)('explains %s', async (command) => {
    const { status, stdout, stderr } = await patron([command, '--help']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(`Usage: patron ${command}`);
  });

  test.each(['dance', 'constructor', '--version'])('refuses the unknown command %s in one line', async (command) => {
    const { status, stderr } = await patron([command]);
    expect(status).toBe(1);
    expect(stderr).toBe(`patron ${command}: there is no such command; there are ${commands.join(', ')}\n`);
  });

  test('runs through npm, and through its launcher under whatever Node the shell has', async () => {
    const { stdout } = await patronProcess([]);
    expect(stdout).toBe((await patron([])).stdout);
    expect(await shell('npm run --silent patron')).toMatchObject({ status: 0, stdout });
    expect(await shell('node cli/patron.js')).toEqual({ status: 0, stdout, stderr: '' });
    expect(await shell('node cli/patron.js dance')).toMatchObject({ status: 1, stdout: '' });
  });

  test('takes it well when its reader has seen enough', async () => {
    expect(await shell('node_modules/.bin/node cli/patron.ts check | head -n 1')).toMatchObject({ stderr: '' });
  });
});

describe('patron check', () => {
  test('tells what every segment of the default catalogue means', async () => {
    const { status, stdout } = await patron(['check']);
    expect(status).toBe(0);
    expect(stdout).toContain(`${defaultCatalogue.segments.length} segments, amounts in GBP`);
    for (const { key, name = key } of defaultCatalogue.segments) expect(stdout).toContain(`${key}: ${name}\n`);
  });

  test('warns after the words, which is no failure unless it is asked to be strict', async () => {
    const when = { trait: 'orders.revenue', is: { gte: 500.5 } };
    const requires = { consent: 'marketing' };
    const [warned, fine] = [when, { trait: 'orders.revenue', is: { gte: 500 } }].map((one, index) =>
      write(`${index}.json`, JSON.stringify({ currency: 'EUR', segments: [{ key: 'a', when: one, requires }] })),
    );
    const line = 'warning: segments.0.when.is: 500.5 is 5.01 EUR: amounts are whole minor units\n';
    const { status, stdout, stderr } = await patron(['check', '--segments', warned ?? '']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.endsWith(`\n\n${line}`)).toBe(true);
    expect(await patron(['check', '--strict', '--segments', warned ?? ''])).toEqual({
      status: 1,
      stdout,
      stderr: 'patron check: Cannot let the catalogue pass as free of warnings: it has 1 warning\n',
    });
    expect(await patron(['check', '--strict', '--segments', fine ?? ''])).toMatchObject({ status: 0, stderr: '' });
  });

  test('tells it in plain words', async () => {
    const when = {
      all: [{ trait: 'orders.count', is: { gte: 3 } }, { not: { performed: 'PurchaseMade', within: 'P60D' } }],
    };
    const file = write('good.json', JSON.stringify({ currency: 'EUR', segments: [{ key: 'quiet', when }] }));
    const { stdout } = await patron(['check', '--segments', file]);
    expect(stdout).toBe(
      'The catalogue fits: 1 segment, amounts in EUR.\n\nquiet\n' +
        '  Customers whose number of orders is at least 3 and who have no purchase within the last 60 days.\n' +
        '\nwarning: segments.0: goes out without consent: it has no "requires"\n',
    );
  });

  test('tells of a time zone, and what each computed trait is', async () => {
    const catalogue = {
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
      requires: { consent: 'marketing' },
      traits: { spend90: { performed: 'PurchaseMade', sum: 'total', within: 'P90D' } },
      segments: [{ key: 'big', when: { trait: 'computed.spend90', is: { gte: 500_00 } } }],
    };
    const { stdout } = await patron(['check', '--segments', write('traits.json', JSON.stringify(catalogue))]);
    expect(stdout).toBe(
      'The catalogue fits: 1 segment, amounts in EUR, local times in Europe/Berlin, 1 computed trait.\n\n' +
        'computed.spend90\n  sum of order total over purchases within the last 90 days\n\n' +
        'big\n  Customers whose computed trait "spend90" is at least 500.00 EUR. Only with consent to marketing.\n',
    );
  });

  test('tells which terms a topic is found by', async () => {
    const topics = { delivery: ['late', 'not arrived'], price: ['expensive'] };
    const catalogue = { currency: 'EUR', topics, segments: [] };
    const { stdout } = await patron(['check', '--segments', write('topics.json', JSON.stringify(catalogue))]);
    expect(stdout).toBe(
      'The catalogue fits: 0 segments, amounts in EUR, 2 topics.\n\n' +
        'topic "delivery"\n  Texts with "late" or "not arrived".\n\n' +
        'topic "price"\n  Texts with "expensive".\n',
    );
  });

  test.each([
    ['is no JSON', '{', /bad-0\.json as a catalogue: it is no JSON/],
    [
      'has a month as a window',
      '{"currency":"GBP","segments":[{"key":"a","when":{"performed":"VisitMade","within":"P1M"}}]}',
      /segments\.0\.when\.within.*days.*"P1M"/,
    ],
    ['refers to itself', '{"currency":"GBP","segments":[{"key":"a","when":{"segment":"a"}}]}', /segments\.0/],
  ])('refuses a catalogue that %s in one line', async (_what, json, reason) => {
    const { status, stdout, stderr } = await patron(['check', '--segments', write('bad-0.json', json)]);
    expect(status).toBe(1);
    expect(stdout).not.toContain('fits');
    expect(stderr).toMatch(/^patron check: [^\n]+\n$/);
    expect(stderr).toMatch(reason);
  });

  test('prints every fault, one a line, before the one line that names the first', async () => {
    const segments = [
      { key: 'A', when: { all: [] } },
      { key: 'b', when: { performed: 'VisitMade', witin: 'P1D' } },
    ];
    const { status, stdout, stderr } = await patron([
      'check',
      '--segments',
      write('bad-1.json', JSON.stringify({ currency: 'GBP', segments })),
    ]);
    expect(status).toBe(1);
    expect(stdout.split('\n')).toEqual([
      'segments.0.key: must be a text of 1 to 64 of a-z, 0-9 and -, current value is "A"',
      expect.stringMatching(/^segments\.1\.when\.witin: must be absent: .*\(did you mean `within`\?\), .* "P1D"$/),
      '',
    ]);
    expect(stderr).toMatch(
      /^patron check: .*bad-1\.json: Cannot load the catalogue as segments: segments\.0\.key .*\n$/,
    );
  });
});

describe('patron import', () => {
  const mapping = write(
    'mapping.json',
    JSON.stringify({
      source: 'shop.till',
      events: [
        {
          type: 'PurchaseMade',
          groupBy: ['order'],
          eventId: 'order-{order}',
          customerId: '{customer}',
          time: { at: '{day}', format: 'YYYY-MM-DD' },
          currency: 'GBP',
          detail: { orderId: '{order}', currency: 'GBP', total: { sum: { money: '{price}' } } },
        },
      ],
    }),
  );
  const rows = write(
    'rows.csv',
    'order,customer,day,price\n1,ann,2026-03-01,10.00\n1,ann,2026-03-01,2.50\n2,,2026-03-02,3\n',
  );

  test('turns several rows into one event that replay takes, and reports the rows it could not use', async () => {
    const out = path('imported.jsonl');
    const imported = await patron(['import', '--from', rows, '--mapping', mapping, '--out', out]);
    expect(imported).toMatchObject({ status: 0, stderr: '' });
    expect(imported.stdout).toMatch(/Rows: 3, used: 2, not used: 1/);
    const replayed = await patron(['replay', '--events', out, '--out', path('replayed')]);
    expect(replayed.stdout).toMatch(/^1 event .*\n {2}1 applied/);
    expect(readFileSync(join(path('replayed'), 'profiles.jsonl'), 'utf8')).toContain('"revenue":1250');
  });

  test.each([
    ['the mapping is unknown', ['--mapping', 'nobody'], /Cannot find nobody as a mapping.*online-retail/],
    ['the mapping does not fit', ['--mapping', write('bad-mapping.json', '{"source":"x"}')], /events/],
    ['there are no rows', ['--from', path('none.csv'), '--mapping', mapping], /none\.csv/],
  ])('says so in one line if %s', async (_what, args, reason) => {
    const from = args.includes('--from') ? [] : ['--from', rows];
    const { status, stdout, stderr } = await patron(['import', ...from, ...args, '--out', path('nothing.jsonl')]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^patron import: [^\n]+\n$/);
    expect(stderr).toMatch(reason);
  });
});
