import { describe, expect, test } from 'vitest';
import { patron } from './command-line.ts';

describe('patron restore', () => {
  test.each([
    [['--table', 'live'], '--from NAME is missing; patron restore --help explains'],
    [['--from', 'copy'], '--table NAME is missing; patron restore --help explains'],
    [
      ['--from', 'live', '--table', 'live'],
      'Cannot restore live from itself: --from is the table that was restored, under its own name',
    ],
    [
      ['--from', 'copy', '--table', 'live', '--tell-since', 'noon'],
      'Cannot use --tell-since as an ISO 8601 instant with Z or an offset, as 2026-11-02T09:12:00Z: current value is "noon"',
    ],
  ])('refuses %j', async (args, message) => {
    expect(await patron(['restore', ...args])).toEqual({
      status: 1,
      stdout: '',
      stderr: `patron restore: ${message}\n`,
    });
  });

  test('explains itself', async () => {
    const { status, stdout } = await patron(['restore', '--help']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Usage: patron restore --from NAME --table NAME \[--queue URL\]/m);
  });
});
