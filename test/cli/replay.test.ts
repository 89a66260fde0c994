import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { changesIn, readReplayed } from '#test/flow/replayed.ts';
import { patron, patronProcess, workspace } from './command-line.ts';

const { path, write } = workspace();

const visit = (number: number) =>
  JSON.stringify({
    time: `2026-03-0${number}T10:00:00Z`,
    source: 'shop.web',
    'detail-type': 'VisitMade',
    detail: { eventId: `v-${number}`, customerId: `cust-${number % 2}`, occurredAt: `2026-03-0${number}T10:00:00Z` },
  });

const lines = [visit(1), visit(2), visit(3)];
const plain = write('events.jsonl', `${lines.join('\n')}\n`);
const segments = write(
  'segments.json',
  JSON.stringify({ currency: 'GBP', segments: [{ key: 'active', when: { performed: 'VisitMade', within: 'P2D' } }] }),
);

let runs = 0;

const replayed = async (events: string, ...more: readonly string[]) => {
  runs += 1;
  const out = path(`out-${runs}`);
  const ran = await patron(['replay', '--events', events, '--out', out, '--segments', segments, ...more]);
  expect(ran).toMatchObject({ status: 0, stderr: '' });
  return readReplayed(out);
};

const changes = ['cust-1 1 +active 2026-03-01T10:00:00.000Z live', 'cust-0 1 +active 2026-03-02T10:00:00.000Z live'];

describe('patron replay', () => {
  test('writes the four files, as of the last arrival', async () => {
    const { changes: published, profiles, quarantine, summary } = await replayed(plain);
    expect(changesIn({ changes: published })).toEqual(changes);
    expect(published[0]).toMatchObject({
      source: 'patron',
      'detail-type': 'SegmentEntered',
      detail: { changeId: 'cust-1:1', customerId: 'cust-1', status: 'entered', segments: ['active'], traits: {} },
    });
    expect(profiles).toMatchObject([
      { customerId: 'cust-0', asOf: '2026-03-03T10:00:00.000Z', sequence: 1, nextReviewAt: '2026-03-04T10:00:00.000Z' },
      { customerId: 'cust-1', traits: { visits: { count: 2 } }, sources: {}, segments: [{ key: 'active' }] },
    ]);
    expect(quarantine).toEqual([]);
    expect(summary).toMatchObject({
      events: 3,
      applied: 3,
      duplicates: 0,
      quarantined: 0,
      identityConflicts: 0,
      replaced: 0,
      unmetReplacements: 0,
      customers: 2,
      visitors: 0,
      changes: 2,
      segments: { active: { members: 2, entered: 2, exited: 0 } },
      elapsedMs: expect.any(Number) as number,
      eventsPerSecond: expect.any(Number) as number,
    });
  });

  test('lets time run on to --until, what is due at that instant included', async () => {
    const { changes: published, profiles } = await replayed(plain, '--until', '2026-03-05T11:00:00+01:00');
    expect(changesIn({ changes: published })).toEqual([
      ...changes,
      'cust-0 2 -active 2026-03-04T10:00:00.000Z timer',
      'cust-1 2 -active 2026-03-05T10:00:00.000Z timer',
    ]);
    expect(profiles).toMatchObject([{ segments: [] }, { segments: [], asOf: '2026-03-05T10:00:00.000Z' }]);
  });

  test.each([
    ['packed by gzip', write('events.jsonl.gz', gzipSync(lines.join('\n')))],
    ['packed by gzip under another name', write('packed', gzipSync(`${lines.join('\n')}\n`))],
    ['with CRLF', write('crlf.jsonl', `${lines.join('\r\n')}\r\n`)],
    ['with a byte order mark and without a last line end', write('bom.jsonl', `\uFEFF${lines.join('\n')}`)],
  ])('reads a file %s', async (_how, file) => {
    expect((await replayed(file)).summary).toMatchObject({ events: 3, applied: 3 });
  });

  test.each([
    ['plain', Buffer.from(`${lines.join('\n')}\n`)],
    ['packed', gzipSync(lines.join('\n'))],
  ])('reads standard input, %s', async (how, input) => {
    const out = path(`input-${how}`);
    const ran = await patronProcess(['replay', '--events', '-', '--out', out, '--segments', segments], input);
    expect(ran).toMatchObject({ status: 0, stderr: '' });
    expect((await readReplayed(out)).summary).toMatchObject({ events: 3, applied: 3 });
  });

  test('quarantines lines that are no JSON, each with its number', async () => {
    const { quarantine, summary } = await replayed(write('odd.jsonl', `${lines[0]}\n\nnot JSON\n${lines[1]}\n{"a":\n`));
    expect(quarantine.map(({ line, reason, entry }) => [line, reason, entry])).toEqual([
      [2, 'invalid', ''],
      [3, 'invalid', 'not JSON'],
      [5, 'invalid', '{"a":'],
    ]);
    expect(summary).toMatchObject({ events: 5, applied: 2, quarantined: 3 });
  });

  test('keeps a quarantined entry digit by digit', async () => {
    const entry =
      '{"time":"2026-03-01T10:00:00Z","detail-type":"Weighed","detail":{"kg":1.10,"id":12345678901234567890}}';
    await replayed(write('exact.jsonl', `${entry}\n`));
    expect(readFileSync(`${path(`out-${runs}`)}/quarantine.jsonl`, 'utf8')).toContain(`"entry":${entry}}`);
  });

  test('keeps letters whole that are cut between two chunks of the file', async () => {
    const padding = ' '.repeat(1024 * 1024 - 5);
    const entry = JSON.stringify({ 'detail-type': 'ñ€😀'.repeat(10) });
    const { quarantine } = await replayed(write('long.jsonl', `${padding}${entry}\n${lines[0]}\n`));
    expect(quarantine).toMatchObject([{ line: 1, entry: JSON.parse(entry) as object }]);
  });

  test('writes nothing but empty files for no events', async () => {
    expect(await replayed(write('empty.jsonl', ''))).toMatchObject({
      changes: [],
      profiles: [],
      summary: { events: 0 },
    });
  });

  test('sorts profiles by id, customers and visitors mixed', async () => {
    const ids = [
      { customerId: 'b' },
      { anonymousId: 'a' },
      { customerId: 'B' },
      { anonymousId: 'c' },
      { customerId: 'a' },
    ];
    const mixed = ids.map((id, index) =>
      visit(index + 1).replace(/"customerId":"[^"]+"/, JSON.stringify(id).slice(1, -1)),
    );
    const { profiles, summary } = await replayed(write('mixed.jsonl', mixed.join('\n')));
    expect(profiles.map((profile) => Object.values(profile)[0] as string)).toEqual(['B', 'a', 'a', 'b', 'c']);
    expect(summary).toMatchObject({ customers: 3, visitors: 2 });
  });

  test('says what it did in a few lines', async () => {
    const { stdout } = await patron(['replay', '--events', plain, '--out', path('said'), '--segments', segments]);
    expect(stdout).toMatch(
      /^3 events in .*\n {2}3 applied, 0 duplicates, 0 quarantined\n {2}2 customers, 0 visitors, 2 changes/,
    );
  });
});

/** How many visits of a customer a kept store tells of. */
const visits = async (...store: readonly string[]) => {
  const { stdout } = await patron(['export', '--customer', 'cust-1', '--segments', segments, ...store]);
  return (JSON.parse(stdout) as { profile: { traits: { visits: { count: number } } } }).profile.traits.visits.count;
};

const into = (out: string, events: string, ...more: readonly string[]) =>
  patron(['replay', '--events', events, '--out', out, '--segments', segments, ...more]);

describe('patron replay keeps its store', () => {
  const more = write('more.jsonl', [...lines, visit(5)].join('\n'));
  const five = ['changes.jsonl', 'profiles.jsonl', 'quarantine.jsonl', 'store.sqlite', 'summary.json'];

  test('in the directory, where a later replay puts its own, with nothing beside it', async () => {
    const out = path('kept');
    await into(out, plain);
    expect(readdirSync(out).sort()).toEqual(five);
    expect(await visits('--store', out)).toBe(2);
    for (const litter of ['-wal', '-shm', '.draft']) write(`kept/store.sqlite${litter}`, 'left by a crash');
    expect(await into(out, more)).toMatchObject({ status: 0, stderr: '' });
    expect(readdirSync(out).sort()).toEqual(five);
    expect(await visits('--store', out)).toBe(3);
    expect(await visits('--store', join(out, 'store.sqlite'))).toBe(3);
  });

  test('nowhere else with --store, and no earlier one beside files that it does not belong to', async () => {
    const out = path('elsewhere');
    await into(out, plain);
    await into(out, more, '--store', path('elsewhere.db'));
    expect(readdirSync(out)).not.toContain('store.sqlite');
    expect(await visits('--store', path('elsewhere.db'))).toBe(3);
  });

  test('not where it does not come to its end', async () => {
    const out = path('unfinished');
    await into(out, plain);
    const cut = write('cut-later.gz', gzipSync(lines.join('\n')).subarray(0, -9));
    expect(await into(out, cut)).toMatchObject({ status: 1 });
    expect(readdirSync(out).sort()).toEqual(['changes.jsonl', 'quarantine.jsonl']);
  });

  test('as it was where another cannot even begin', async () => {
    const out = path('blocked');
    await into(out, plain);
    mkdirSync(join(out, 'store.sqlite.draft'));
    expect((await into(out, more)).stderr).toMatch(/^patron replay: [^\n]*store\.sqlite\.draft/);
    expect(await visits('--store', out)).toBe(2);
  });
});

describe('patron replay when it cannot', () => {
  const file = write('file', '');
  mkdirSync(path('directory'));

  test.each([
    ['there is no such file', ['--events', path('none.jsonl')], /Cannot stat .*none\.jsonl: no such file or directory/],
    ['it is a directory', ['--events', path('directory')], /directory/],
    [
      'the file is not packed as its name says',
      ['--events', write('not.gz', 'x'.repeat(99))],
      /not\.gz as events: incorrect header/,
    ],
    [
      'what is packed is cut off',
      ['--events', write('cut.gz', gzipSync('x'.repeat(999)).subarray(0, 20))],
      /unexpected end of file/,
    ],
    ['--out is a file', ['--events', plain, '--out', file], /Cannot mkdir/],
    [
      '--until is no instant',
      ['--events', plain, '--until', 'tomorrow'],
      /--until as an ISO 8601 instant .* "tomorrow"/,
    ],
    ['--until has no offset', ['--events', plain, '--until', '2026-03-01T10:00:00'], /--until/],
    ['the catalogue is not there', ['--events', plain, '--segments', path('none.json')], /none\.json/],
    [
      'the catalogue does not fit',
      ['--events', plain, '--segments', write('bad.json', '{"currency":"GBP","segments":[{"key":"A"}]}')],
      /segments\.0\.key/,
    ],
    ['an option is unknown', ['--events', plain, '--untill', 'x'], /Unknown option '--untill'/],
    ['an option is missing', [], /--events FILE is missing/],
    ['an option has no value', ['--events'], /--events/],
    ['there is an argument too many', ['--events', plain, 'more'], /Unexpected argument 'more'/],
  ])('says so in one line if %s', async (_what, args, reason) => {
    const out = args.includes('--out') ? [] : ['--out', path('refused')];
    const { status, stdout, stderr } = await patron(['replay', ...out, ...args]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^patron replay: [^\n]+\n$/);
    expect(stderr).toMatch(reason);
    expect(stderr).not.toMatch(/^\s+at |\.ts:\d/m);
  });
});
