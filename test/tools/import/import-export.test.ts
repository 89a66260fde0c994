import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { formatReport, importRows, parseMapping } from '#lib/tools/import/import-export.ts';
import { inNewFolder } from '#test/support/folder.ts';
import { importTexts, linesOf, visitMapping } from './imported.ts';

const file = 'id,who,at,page\n1,ada,2024-01-02 03:04:05,/a\n2,bo,2024-01-01 00:00:00,/b\n';

describe('importRows()', () => {
  test.each<[string, Record<string, string | Buffer>]>([
    ['a plain file', { 'visits.csv': file }],
    ['a packed file', { 'visits.csv.gz': gzipSync(file) }],
    ['a byte order mark', { 'visits.csv': `\uFEFF${file}` }],
    ['line ends of Windows', { 'visits.csv': file.replaceAll('\n', '\r\n') }],
    ['quotes round everything', { 'visits.csv': file.replaceAll(/[^,\n]+/g, '"$&"') }],
    ['cells with blanks around', { 'visits.csv': file.replaceAll(',', ' , ') }],
    ['UTF-16 with its mark', { 'visits.csv': Buffer.from(`\uFEFF${file}`, 'utf16le') }],
  ])('reads %s', async (_, files) => {
    const { lines } = await importTexts(files, visitMapping());
    expect(lines.map(({ time, detail }) => [time, detail.eventId, detail['customerId']])).toEqual([
      ['2024-01-01T00:00:00.000Z', 'visit-2', 'bo'],
      ['2024-01-02T03:04:05.000Z', 'visit-1', 'ada'],
    ]);
  });

  test('reads another delimiter and encoding where the mapping says so', async () => {
    const latin = Buffer.from('id;who;at;page\n1;ada;2024-01-02 03:04:05;/café\n', 'latin1');
    const mapping = visitMapping({ detail: { path: '{page}' } }, { delimiter: ';', encoding: 'latin1' });
    const { lines } = await importTexts({ 'visits.csv': latin }, mapping);
    expect(lines[0]?.detail).toMatchObject({ path: '/café' });
  });

  test('takes the zone of a time from a column, and reports rows without a zone that is known', async () => {
    const rows = ['1,ada,2024-07-02 03:04:05,Europe/Berlin', '2,bo,2024-07-02 03:04:05,-0700'];
    const faulty = ['3,cy,2024-07-02 03:04:05,Mars/Olympus', '4,di,2024-07-02 03:04:05,'];
    const time = { at: '{at}', format: 'YYYY-MM-DD HH:mm:ss', zone: '{page}' };
    const content = ['id,who,at,page', ...rows, ...faulty].join('\n');
    const { lines, report } = await importTexts({ 'visits.csv': content }, visitMapping({ time }));
    expect(lines.map((line) => [line.detail['customerId'], line.time])).toEqual([
      ['ada', '2024-07-02T01:04:05.000Z'],
      ['bo', '2024-07-02T10:04:05.000Z'],
    ]);
    expect(report.problems).toEqual([
      {
        table: 'rows',
        reason: '{page} must be a time zone',
        rows: 2,
        examples: [
          { row: 4, seen: '"Mars/Olympus"' },
          { row: 5, seen: 'empty' },
        ],
      },
    ]);
  });

  test('makes withdrawals and tellings of facts, whose ids are never cut nor rounded', async () => {
    const header = { customerId: '{who}', time: { at: '{at}', format: 'YYYY-MM-DD' } };
    const revision = { object: { of: '{order}', number: { number: '{edit}' } } };
    const mapping = parseMapping({
      source: 'shop.test',
      events: [
        {
          type: 'EventWithdrawn',
          eventId: 'w-{row}',
          ...header,
          where: { gone: { eq: 'yes' } },
          detail: { replaces: '{order}' },
        },
        {
          type: 'PurchaseMade',
          eventId: 'p-{row}',
          ...header,
          where: { gone: { eq: 'no' } },
          currency: 'EUR',
          detail: { orderId: '{row}', total: { money: '{total}' }, revision },
        },
      ],
    });
    const rows = [
      '1,ada,2024-01-02,no,order-7,2,19.99',
      '2,ada,2024-01-03,yes,order-8,,',
      `3,ada,2024-01-04,yes,${'o'.repeat(300)},,`,
      '4,ada,2024-01-05,no,1.00E+12,3,5.00',
    ];
    const content = ['row,who,at,gone,order,edit,total', ...rows].join('\n');
    const { lines, report } = await importTexts({ 'orders.csv': content }, mapping);
    expect(lines.map((line) => [line['detail-type'], line.detail['replaces'], line.detail['revision']])).toEqual([
      ['PurchaseMade', undefined, { of: 'order-7', number: 2 }],
      ['EventWithdrawn', 'order-8', undefined],
    ]);
    expect(report.problems.map(({ reason }) => reason)).toEqual([
      'replaces must be 1 to 64 characters of A-Z a-z 0-9 . _ : -',
      '{order} must be an id, not a number that a spreadsheet program has rounded',
    ]);
  });

  test('cleans cells, and looks them up', async () => {
    const clean = { who: { clean: ['lower', 'hash'] }, page: { clean: [{ translate: { '/a': '/home', '/b': '' } }] } };
    const mapping = visitMapping({ detail: { path: '{page}' } }, { columns: clean });
    const { lines } = await importTexts({ 'visits.csv': file.replace('ada', 'ADA') }, mapping);
    const [second, first] = lines.map(({ detail }) => detail);
    // The first 32 hex digits of the SHA-256 of "ada".
    expect(first).toMatchObject({ customerId: 'fdee430d40bd57deeac186cd9790033d', path: '/home' });
    expect(second).not.toHaveProperty('path');
  });

  test('takes the first of cells that may differ, and hashes no id that was rounded', async () => {
    const rows = 'id,who,at,page\n1,ada,2024-01-02 03:04:05,/a\n1,ada,2024-01-02 03:04:05,/b\n2,6.03E+12,,\n';
    const columns = { who: { clean: ['hash'] } };
    const change = { groupBy: ['id'], detail: { path: '{page}' }, mayDiffer: ['page'] };
    const { lines, report } = await importTexts({ 'visits.csv': rows }, visitMapping(change, { columns }));
    expect(lines).toMatchObject([{ detail: { path: '/a' } }]);
    expect(report.problems).toMatchObject([{ examples: [{ row: 4, seen: 'empty' }] }]);
    const dated = rows.replace('6.03E+12,', '6.03E+12,2024-01-02 03:04:05');
    const second = await importTexts({ 'visits.csv': dated }, visitMapping(change, { columns }));
    expect(second.report.problems).toMatchObject([{ examples: [{ row: 4, seen: '"6.03E+12"' }] }]);
    const strict = await importTexts({ 'visits.csv': rows }, visitMapping({ ...change, mayDiffer: [] }));
    expect(strict.report.problems[0]).toMatchObject({ reason: 'rows of one event must agree in {page}', rows: 2 });
  });

  test('cuts text that is too long, never through a character, and notes it', async () => {
    const mapping = visitMapping({ detail: { path: '{page}' } });
    const long = `${'x'.repeat(255)}🎁`;
    const { lines, report } = await importTexts({ 'visits.csv': file.replace('/b', long) }, mapping);
    expect(lines[0]?.detail).toMatchObject({ path: 'x'.repeat(255) });
    expect(report).toMatchObject({
      used: 2,
      notes: [{ table: 'rows', reason: 'path was cut to its limit', rows: 1, examples: [{ row: 3 }] }],
    });
  });

  test('reports ids that are too long rather than cutting them', async () => {
    const mapping = visitMapping({ detail: { sku: '{page}' } });
    const { report } = await importTexts({ 'visits.csv': file.replace('/b', 's'.repeat(257)) }, mapping);
    expect(report.problems).toMatchObject([{ reason: 'sku must be a text of 1 to 256 characters', rows: 1 }]);
  });

  test('reports an event id that a person has twice', async () => {
    const { lines, report } = await importTexts(
      { 'visits.csv': `${file}1,ada,2024-01-03 00:00:00,/c\n1,cy,2024-01-03 00:00:00,/c\n` },
      visitMapping(),
    );
    expect(lines.map(({ detail }) => detail['customerId'])).toEqual(['bo', 'ada', 'cy']);
    expect(report.problems).toEqual([
      {
        table: 'rows',
        reason: 'eventId must be new for this person',
        rows: 1,
        examples: [{ row: 4, seen: '"visit-1"' }],
      },
    ]);
  });

  test('reports rows that no rule takes, counting empty lines as a spreadsheet does', async () => {
    const mapping = visitMapping({ where: { page: { in: ['/a', '/z'] } } });
    const { report } = await importTexts({ 'visits.csv': file.replace('\n2', '\n\n2') }, mapping);
    expect(report).toMatchObject({ rows: 2, used: 1, unused: 1 });
    expect(report.problems).toEqual([
      {
        table: 'rows',
        reason: 'no rule of the mapping takes this row',
        rows: 1,
        examples: [{ row: 4, seen: '["2","bo","2024-01-01 00:00:00","/b"]' }],
      },
    ]);
  });

  test.each<[string, object, readonly string[]]>([
    ['eq', { eq: '/a' }, ['1']],
    ['startsWith', { startsWith: '/' }, ['1', '2']],
    ['matches', { matches: '^/[b-z]$' }, ['2']],
    ['exists', { exists: false }, ['3']],
    ['not', { not: { eq: '/a' } }, ['2', '3', '4', '5']],
    ['gt', { gt: 9 }, ['4']],
    ['gte and lt', { gte: '9.0', lt: '10.01' }, ['4', '5']],
    ['lte', { lte: 9 }, ['5']],
  ])('takes the rows that meet %s', async (_, is, ids) => {
    const more = '3,cy,2024-01-01 00:00:00,\n4,cy,2024-01-01 00:00:00,10.00\n5,cy,2024-01-01 00:00:00,9\n';
    const { lines } = await importTexts({ 'visits.csv': `${file}${more}` }, visitMapping({ where: { page: is } }));
    expect(lines.map(({ detail }) => detail.eventId.slice('visit-'.length)).toSorted()).toEqual(ids);
  });

  test('keeps stray quotes and loses no row by them', async () => {
    const mapping = visitMapping({ detail: { path: '{page}' } });
    const { lines } = await importTexts(
      { 'visits.csv': file.replace('/a', '"6" plate').replace('/b', '5" plate') },
      mapping,
    );
    expect(lines.map(({ detail }) => detail['path'])).toEqual(['5" plate', '"6" plate']);
  });

  test.each([
    ['a quote that is never closed', file.replace('/a', '"/a'), 'a quote that is opened after row 1 is never closed'],
    ['an empty file', '', 'current value has no header'],
    [
      'a misspelt column',
      file.replace('who', 'Who'),
      'current value has no column "who", which events.0.customerId names; it has id, Who, at, page',
    ],
  ])('refuses %s and writes nothing', async (_, content, message) => {
    await inNewFolder(async (folder) => {
      const from = join(folder, 'visits.csv');
      await writeFile(from, content);
      const out = join(folder, 'events.jsonl');
      await expect(importRows({ from, mapping: visitMapping(), out })).rejects.toThrow(message);
      await expect(readFile(out)).rejects.toThrow('ENOENT');
    });
  });

  test('joins other files by columns of other names, without the rows that are refused', async () => {
    const mapping = parseMapping({
      source: 'shop.test',
      tables: {
        orders: {},
        people: { file: 'people.csv', key: 'id', by: 'buyer' },
        lines: {
          file: 'lines.csv',
          key: 'order',
          by: 'no',
          refuse: [{ where: { sku: { eq: 'SHIPPING' } }, reason: 'shipping is no item' }],
        },
      },
      events: [
        {
          type: 'PurchaseMade',
          eventId: '{no}',
          customerId: '{people.e-mail}',
          time: { at: '{day}', format: 'D.M.YYYY', zone: 'Europe/Berlin' },
          currency: 'EUR',
          detail: {
            orderId: '{no}',
            total: { sum: { money: '{price}' }, over: 'lines' },
            items: {
              list: { sku: '{sku}', quantity: { number: '{n}' }, unitPrice: { money: '{price}' } },
              over: 'lines',
            },
          },
        },
      ],
    });
    const { lines, report } = await importTexts(
      {
        'orders.csv': 'no,buyer,day\n7,p1,3.7.2024\n',
        'people.csv.gz': gzipSync('id,e-mail\np1,ada@example.com\n'),
        'lines.csv': 'order,sku,n,price\n7,A,1.5,2.00\n7,SHIPPING,1,4.90\n8,A,1,1\n',
      },
      mapping,
    );
    expect(lines).toMatchObject([
      {
        time: '2024-07-02T22:00:00.000Z',
        detail: {
          customerId: 'ada@example.com',
          total: 200,
          items: [{ sku: 'A', quantity: 1.5, unitPrice: 200 }],
        },
      },
    ]);
    expect(report.tables).toEqual({
      orders: { rows: 1, used: 1, unused: 0 },
      lines: { rows: 3, used: 1, unused: 2 },
    });
    expect(report.problems.map(({ reason, rows }) => [reason, rows])).toEqual([
      ['shipping is no item', 1],
      ['no event takes in this row', 1],
    ]);
  });

  test('fills cells down, but not past a row that does not fit the header', async () => {
    const columns = { who: { fillDown: true } };
    const rows = '1,ada,2024-01-01 00:00:00,/a\n2,,2024-01-02 00:00:00,/b\n3,bo,oops\n4,,2024-01-03 00:00:00,/c\n';
    const { lines, report } = await importTexts({ 'v.csv': `id,who,at,page\n${rows}` }, visitMapping({}, { columns }));
    expect(lines.map(({ detail }) => [detail.eventId, detail['customerId']])).toEqual([
      ['visit-1', 'ada'],
      ['visit-2', 'ada'],
    ]);
    expect(report.problems.map(({ examples }) => examples[0]?.row)).toEqual([4, 5]);
  });

  test('adds up several amounts, divides, and takes an empty one for 0 where the mapping says so', async () => {
    const money = {
      total: {
        sum: [{ money: '{price}' }, { money: '{post}', orZero: true }, { money: ['{off}', '-1'], orZero: true }],
      },
      discount: { money: '{off}', dividedBy: '{parts}' },
    };
    const mapping = parseMapping({
      source: 'shop.test',
      tables: { rows: { columns: { price: { clean: [{ number: '1.234,56' }] } } } },
      events: [
        {
          type: 'PurchaseMade',
          eventId: '{id}',
          customerId: '{id}',
          time: { at: '2024-01-01', format: 'YYYY-MM-DD' },
          currency: 'EUR',
          detail: { orderId: '{id}', ...money },
        },
      ],
    });
    const rows = ['1,"1.000,50",2,0.10,3', '2,5,,0.10,0', '3,5,,,', '4,,1,,', '5,1.50,,,'];
    const { lines, report } = await importTexts({ 'o.csv': ['id,price,post,off,parts', ...rows].join('\n') }, mapping);
    expect(lines.map(({ detail }) => [detail['total'], detail['discount']])).toEqual([
      [1002_40, 3],
      [490, undefined],
      [500, undefined],
    ]);
    expect(report.problems).toMatchObject([
      { reason: '{price} must be filled', examples: [{ row: 5 }] },
      {
        reason: '{price} must be a decimal number',
        examples: [{ row: 6, seen: '"1.50 (must be written like 1.234,56)"' }],
      },
    ]);
  });

  test('names the file that is not there', async () => {
    const absent = importRows({ from: 'no-such.csv', mapping: visitMapping(), out: 'unused.jsonl' });
    await expect(absent).rejects.toThrow('Cannot read no-such.csv as a CSV file: ENOENT');
  });

  test('packs the output where its name says so, and tells progress', async () => {
    await inNewFolder(async (folder) => {
      const from = join(folder, 'visits.csv');
      const rows = Array.from({ length: 20_001 }, (_, id) => `${id},ada,2024-01-02 03:04:05,/a`);
      await writeFile(from, ['id,who,at,page', ...rows].join('\n'));
      const seen: number[] = [];
      const out = join(folder, 'events.jsonl.gz');
      await importRows({ from, mapping: visitMapping(), out, onProgress: ({ rows: read }) => seen.push(read) });
      expect(linesOf(gunzipSync(await readFile(out)).toString())).toHaveLength(20_001);
      expect(seen).toEqual([10_000, 20_000]);
    });
  });

  test('reads standard input and writes standard output for -', async () => {
    const module = fileURLToPath(new URL('../../../lib/tools/import/import-export.ts', import.meta.url));
    const script = `import { importRows, parseMapping } from ${JSON.stringify(module)};
      const mapping = parseMapping({ source: 'shop.test', events: [{ type: 'VisitMade', eventId: '{id}', customerId: '{who}', time: { at: '{at}', format: 'YYYY-MM-DD HH:mm:ss' } }] });
      await importRows({ from: '-', mapping, out: '-' });`;
    const run = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
    run.child.stdin?.end(file);
    const { stdout } = await run;
    expect(linesOf(stdout).map(({ detail }) => detail.eventId)).toEqual(['2', '1']);
  });
});

describe('formatReport()', () => {
  test('ends with the fields that the mapping misspells, and with other currencies', async () => {
    const mapping = parseMapping({
      source: 'shop.test',
      events: [
        {
          type: 'PurchaseMade',
          eventId: '{id}',
          customerId: '{who}',
          time: { at: '{at}', format: 'YYYY-MM-DD HH:mm:ss' },
          currency: 'EUR',
          detail: { orderId: '{id}', total: { money: '1' }, chanel: '{page}' },
        },
      ],
    });
    const { report } = await importTexts({ 'visits.csv': file }, mapping);
    expect(formatReport(report, 'GBP').split('\n').slice(-3)).toEqual([
      'Not understood:',
      '  PurchaseMade.chanel: unknown, and ignored in 2 events (the nearest known field is channel)',
      '  2 orders in EUR: the catalogue is in GBP, so no revenue is made of them',
    ]);
  });

  test('says what was used, what was made, and why rows were not used', async () => {
    const { report } = await importTexts({ 'visits.csv': `${file}3,,2024-01-01 00:00:00,/c\n` }, visitMapping());
    expect(formatReport(report, 'GBP').split('\n')).toEqual([
      'Rows: 3, used: 2, not used: 1',
      '  rows: 2 of 3 used',
      'Events: 2 VisitMade, of 2 people',
      '  from 2024-01-01T00:00:00.000Z to 2024-01-02T03:04:05.000Z',
      'Not used:',
      '  1 of rows: customerId must be given where there is no anonymousId',
      '    row 4: absent',
    ]);
  });
});
