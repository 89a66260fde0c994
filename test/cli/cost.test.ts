import { describe, expect, test } from 'vitest';
import { billOf } from '#lib/tools/cost/bill.ts';
import { quotasOf } from '#lib/tools/cost/quotas.ts';
import { loadOf } from '#lib/tools/cost/traffic.ts';
import { patron } from './command-line.ts';

const cost = (...args: readonly string[]) => patron(['cost', ...args]);

const dollarsAfter = (stdout: string, name: string): number => {
  const [, dollars = ''] = new RegExp(`^  ${name} +\\$([0-9.,]+)`, 'm').exec(stdout) ?? [];
  return Number(dollars.replaceAll(',', ''));
};

describe('patron cost', () => {
  test('prints the bill of the load, part by part, and its sum', async () => {
    const given = '--events-per-second 100 --customers 1000000 --change-rate 0.5 --visits-share 0.8';
    const { status, stdout, stderr } = await cost(...given.split(' '));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const load = loadOf({ eventsPerSecond: 100, customers: 1_000_000, changeRate: 0.5, visitsShare: 0.8 });
    const { parts, total } = billOf(load);
    for (const { name, dollars } of parts) expect(dollarsAfter(stdout, name)).toBeCloseTo(dollars, 1);
    expect(dollarsAfter(stdout, 'total')).toBeCloseTo(total, 1);
    expect(stdout).toContain('of 1,000,000 customers');
    expect(stdout).toContain('0.5 changes');
  });

  test('says what the same costs without members and API, and without insight', async () => {
    const { stdout } = await cost('--events-per-second', '100', '--api-requests', '1000000');
    const load = loadOf({ eventsPerSecond: 100 });
    const plain = billOf(load, { members: 'none' }).total;
    expect(dollarsAfter(stdout, 'without members and API')).toBeCloseTo(plain, 1);
    const least = billOf(load, { members: 'none', insight: 'off' }).total;
    expect(dollarsAfter(stdout, 'and without insight')).toBeCloseTo(least, 1);
    const alone = await cost('--events-per-second', '100', '--members', 'none', '--insight', 'off');
    expect(dollarsAfter(alone.stdout, 'total')).toBeCloseTo(least, 1);
  });

  test('takes traces as the deployment samples them', async () => {
    const [producers, lambda] = await Promise.all([
      cost('--events-per-second', '100'),
      cost('--events-per-second', '100', '--trace-sampling', 'default'),
    ]);
    expect(dollarsAfter(producers.stdout, 'traces')).toBe(0);
    expect(dollarsAfter(lambda.stdout, 'traces')).toBeGreaterThan(50);
  });

  test('leaves the pass for insight out where it is off', async () => {
    const [weekly, off] = await Promise.all([
      cost('--events-per-second', '100'),
      cost('--events-per-second', '100', '--insight', 'off'),
    ]);
    expect(dollarsAfter(weekly.stdout, 'insight reads')).toBeGreaterThan(1);
    expect(off.stdout).not.toMatch(/^ {2}insight/m);
    const sum = (stdout: string, names: readonly string[]) =>
      names.reduce((dollars, name) => dollars + dollarsAfter(stdout, name), 0);
    const passes = sum(weekly.stdout, ['insight reads', 'insight work', 'alarms']) - dollarsAfter(off.stdout, 'alarms');
    expect(passes).toBeGreaterThan(1);
    expect(dollarsAfter(weekly.stdout, 'total') - passes).toBeCloseTo(dollarsAfter(off.stdout, 'total'), 1);
  });

  test('bills the intake that is asked for, and compares it with the other', async () => {
    const [fifo, stream] = await Promise.all([
      cost('--events-per-second', '100'),
      cost('--events-per-second', '100', '--intake', 'stream'),
    ]);
    const compared = ({ stdout }: typeof fifo) => /^Where events wait[^]*? on\.$/m.exec(stdout)?.[0];
    expect(compared(fifo)).toBe(compared(stream));
    for (const [{ stdout }, intake] of [
      [fifo, 'fifo'],
      [stream, 'stream'],
    ] as const) {
      const { total } = billOf({ ...loadOf({ eventsPerSecond: 100 }), intake });
      expect(dollarsAfter(stdout, 'total')).toBeCloseTo(total, 1);
      expect(dollarsAfter(stdout, intake)).toBeCloseTo(intake === 'fifo' ? total : dollarsAfter(stdout, 'stream'), 1);
    }
    expect(compared(fifo)).toMatch(/The stream costs less from [\d.]+ events a second of this kind on\.$/);
    expect(fifo.stdout).not.toMatch(/^ {2}stream .*an hour/m);
    expect(stream.stdout).toMatch(/^ {2}stream .*an hour/m);
  });

  test('adds what requests to the HTTP API cost, where there are any', async () => {
    const [none, million] = await Promise.all([
      cost('--events-per-second', '1'),
      cost('--events-per-second', '1', '--api-requests', '1000000'),
    ]);
    expect([dollarsAfter(none.stdout, 'HTTP API'), dollarsAfter(million.stdout, 'HTTP API')]).toEqual([0, 2.78]);
    expect(dollarsAfter(million.stdout, 'alarms')).toBeGreaterThan(dollarsAfter(none.stdout, 'alarms'));
  });

  test('names every quota with what to do, and marks those that the load reaches', async () => {
    const { stdout } = await cost('--events-per-second', '1000000');
    const quotas = quotasOf(loadOf({ eventsPerSecond: 1_000_000 }));
    for (const { name, remedy } of quotas) {
      expect(stdout).toMatch(new RegExp(`^! at [0-9,.]+ events/s: ${name.replaceAll(/[()]/g, String.raw`\$&`)}`, 'm'));
      expect(stdout).toContain(`then: ${remedy}`);
    }
    expect(stdout).toContain(`${quotas.length} reached (!)`);
    expect((await cost('--events-per-second', '1')).stdout).toContain('none is reached');
  });

  test('says what was measured, by which command, and what was assumed', async () => {
    const { stdout } = await cost('--events-per-second', '1');
    expect(stdout).toContain('Measured by `npm run bench -- writes --json`');
    expect(stdout).toContain(
      'Measured by `npm run bench -- update publication --json`: the processor time of an update',
    );
    expect(stdout).toContain('Prices were read on 4 November 2025 from');
    for (const part of ['alarms', 'logs', 'members', 'insight work']) {
      expect(stdout).toMatch(new RegExp(`^  ${part} .*assumed`, 'm'));
    }
  });

  test('takes the prices of a region, and warns of its quotas', async () => {
    const { status, stdout } = await cost('--events-per-second', '100', '--region', 'eu-central-1');
    expect(status).toBe(0);
    const { total } = billOf(loadOf({ eventsPerSecond: 100 }), { region: 'eu-central-1' });
    expect(dollarsAfter(stdout, 'total')).toBeCloseTo(total, 1);
    expect(stdout).toContain('The bill, in eu-central-1 on demand');
    expect(stdout).toContain('Those of eu-central-1 may be lower');
    expect((await cost('--events-per-second', '100')).stdout).not.toContain('may be lower');
  });

  test('says what a new table takes, and what it costs to have more at once', async () => {
    const [little, much] = await Promise.all([
      cost('--events-per-second', '100'),
      cost('--events-per-second', '5000', '--region', 'eu-west-1'),
    ]);
    expect(little.stdout).toMatch(
      /^A new table takes 4,000 write and 12,000 read units a second, and so [0-9,]+ such/m,
    );
    expect(little.stdout).toContain('That is enough for this load');
    expect(much.stdout).toMatch(/^! 5,000 events\/s .*"warmThroughput": \{"reads": \d+, "writes": \d+\},$/m);
    expect(much.stdout).toMatch(/^ {2}paid for once, about \$\d+\.\d\d/m);
  });

  test.each([
    [[], '--events-per-second N is missing; patron cost --help explains'],
    [
      ['--events-per-second', '0'],
      'Cannot use --events-per-second as a number above 0 and at most 1,000,000: current value is "0"',
    ],
    [['--events-per-second', 'many'], 'current value is "many"'],
    [['--events-per-second', '1000001'], 'current value is "1000001"'],
    [
      ['--events-per-second', '1', '--customers', '2.5'],
      'Cannot use --customers as a whole number from 1 to 10,000,000,000: current value is "2.5"',
    ],
    [
      ['--events-per-second', '1', '--change-rate', '101'],
      'Cannot use --change-rate as a number from 0 to 100: current value is "101"',
    ],
    [
      ['--events-per-second', '1', '--visits-share', ' '],
      'Cannot use --visits-share as a number from 0 to 1: current value is " "',
    ],
    [['--events-per-second', '1', '--customers', 'Infinity'], 'current value is "Infinity"'],
    [
      ['--events-per-second', '1', '--insight', 'daily'],
      'Cannot use --insight as one of weekly, off: current value is "daily"',
    ],
    [
      ['--events-per-second', '1', '--region', 'eu-west-9'],
      'Cannot use --region as a region whose prices are known: current value is "eu-west-9", the nearest is eu-west-1',
    ],
    [['--events-per-second', '1', '--region', 'moon'], 'current value is "moon", known are us-east-1, us-east-2'],
  ])('refuses %j in one line', async (args, reason) => {
    const { status, stdout, stderr } = await cost(...args);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^patron cost: [^\n]+\n$/);
    expect(stderr).toContain(reason);
  });
});
