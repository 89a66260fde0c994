import { afterEach, describe, expect, test, vi } from 'vitest';
import { devReport } from '#cli/dev/dev-report.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { devServer, purchase } from '#test/tools/dev/dev-server.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { Terminal } from '#cli/output/terminal.ts';
import { patron } from './command-line.ts';

afterEach(() => vi.unstubAllEnvs());

const complaintOf = async (...args: readonly string[]): Promise<string> => {
  const { status, stdout, stderr } = await patron(['dev', ...args]);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  return stderr.trimEnd();
};

describe('patron dev refuses', () => {
  test.each([
    [
      '--now without --frozen',
      ['--now', '2026-01-01T00:00:00Z'],
      'Cannot use --now as where time stands: it needs --frozen',
    ],
    ['an instant without an offset', ['--frozen', '--now', '2026-01-01'], 'Cannot use --now as an ISO 8601 instant'],
    [
      'a port beyond the last',
      ['--port', '65536'],
      'Cannot use --port as a whole number from 0 to 65535: current value is "65536"',
    ],
    [
      'a webhook that is no address',
      ['--webhook', 'localhost'],
      'Cannot use --webhook as an http or https URL: current value is "localhost"',
    ],
    ['a webhook of another protocol', ['--webhook', 'ftp://a/'], 'Cannot use --webhook as an http or https URL'],
    ['a catalogue that is not there', ['--segments', 'nowhere.json'], 'nowhere.json'],
    ['a store whose folder is not there', ['--store', '/nowhere/shop.sqlite'], '/nowhere/shop.sqlite'],
  ])('%s', async (_what, args, complaint) => {
    expect(await complaintOf(...args)).toContain(complaint);
  });

  test('a secret that is none of Standard Webhooks, without showing it', async () => {
    vi.stubEnv('PATRON_WEBHOOK_SECRET', 'c2hvcnQ=');
    const complaint = await complaintOf('--webhook', 'http://127.0.0.1:9/');
    expect(complaint).toContain('PATRON_WEBHOOK_SECRET: Cannot sign with a secret');
    expect(complaint).not.toContain('c2hvcnQ=');
  });
});

const saidTo = (lines: string[]): Terminal => ({
  print: (text) => lines.push(...text.split('\n')),
  printError: () => {},
  style: (_format, text) => text,
});

describe('what patron dev says', () => {
  test('is in plain words: what comes, what changes and why, and what is refused', async () => {
    const lines: string[] = [];
    const report = devReport(saidTo(lines), defaultCatalogue);
    const dev = await devServer({ catalogue: compile(defaultCatalogue), report });
    try {
      await dev.put(
        purchase('1'),
        purchase('1'),
        purchase('2', { total: -1 }),
        purchase('3', {}, { EventBusName: 'patrn' }),
      );
      report.webhook({ kind: 'failing', reason: 'it has answered 500', waiting: 2 });
      report.webhook({ kind: 'recovered', waiting: 1 });
    } finally {
      await dev.close();
    }
    expect(lines).toEqual([
      'not taken PurchaseMade: ResourceNotFoundException: Event bus patrn does not exist (the nearest is patron). AWS would say nothing, and lose the event.',
      'PurchaseMade of cust-42',
      '  cust-42 entered New customers on 1 Jan 2026 00:00',
      '      because first order was less than 30 days ago (on 1 Jan 2026 00:00)',
      '  cust-42 entered Active customers on 1 Jan 2026 00:00',
      '      because last order was less than 30 days ago (on 1 Jan 2026 00:00)',
      'PurchaseMade of cust-42',
      '  was known already',
      'PurchaseMade of cust-42',
      '  refused as invalid: Cannot accept PurchaseMade as an event: total must be an integer of at least 0, current value is -1. It is kept in quarantine.',
      'The webhook does not take changes: it has answered 500. 2 changes wait; it is tried again.',
      'The webhook takes changes again: 1 change to go.',
    ]);
  });

  test('has what was not taken once, also where a whole call was refused', async () => {
    const lines: string[] = [];
    const dev = await devServer({ isStrict: true, report: devReport(saidTo(lines), defaultCatalogue) });
    try {
      await dev.put(purchase('1', { total: -1 }));
      await expect(dev.put(...Array.from({ length: 11 }, () => purchase('2')))).rejects.toThrow('length is 11');
    } finally {
      await dev.close();
    }
    expect(lines).toEqual([
      'PurchaseMade of cust-42',
      '  refused as invalid: Cannot accept PurchaseMade as an event: total must be an integer of at least 0, current value is -1. It was not taken.',
      expect.stringMatching(/^not taken a call of PutEvents: ValidationException: .*current length is 11$/),
    ]);
  });

  test('says of a segment that the catalogue has no longer that it has not', () => {
    const gone = { path: 'when', condition: 'the catalogue has this segment', holds: false };
    const detail = {
      customerId: 'cust-42',
      status: 'exited',
      segment: { key: 'gone', name: 'Gone' },
      effectiveAt: '2026-01-01T00:00:00.000Z',
      because: [gone],
    };
    const lines: string[] = [];
    devReport(saidTo(lines), defaultCatalogue).published([
      { detailType: 'SegmentExited', detail: JSON.stringify(detail) },
    ]);
    expect(lines).toEqual([
      '  cust-42 left Gone on 1 Jan 2026 00:00',
      '      because this does not hold: the catalogue has this segment',
    ]);
  });
});
