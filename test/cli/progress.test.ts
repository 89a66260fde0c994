import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { createProgress } from '#cli/output/progress.ts';
import { terminalOf } from '#cli/output/terminal.ts';

const streamOf = (take: (text: string) => void) =>
  new Writable({
    decodeStrings: false,
    write: (text: string, _encoding, done) => {
      take(text);
      done();
    },
  });

/** The lines that are shown of 1,234,567 of 2,000,000 events after ten seconds, on a terminal of so many columns. */
const shownOn = (columns: number, share: () => number | undefined = () => 0.617): readonly string[] => {
  const lines: string[] = [];
  const stderr = streamOf((text) => lines.push(text.replace('\r\u001B[2K', '')));
  const streams = { stdout: streamOf(() => {}), stderr: Object.assign(stderr, { isTTY: true, columns }) };
  let now = 0;
  const progress = createProgress(terminalOf(streams), { share, stopwatch: () => now });
  now = 10_000;
  progress.at(1_234_567);
  progress.end();
  return lines;
};

describe('createProgress()', () => {
  test('shows a bar, the share, the events and their rate', () => {
    expect(shownOn(80)).toEqual([`${'█'.repeat(19)}${'░'.repeat(11)}  61 %  1,234,567 events, 123,457/s`, '']);
  });

  test.each([120, 66, 65, 50, 40, 39, 30, 20, 8, 1])('shows no line that is as wide as %i columns', (columns) => {
    for (const line of shownOn(columns)) expect(line.length).toBeLessThan(columns);
  });

  test('shortens the bar first, and leaves it out where it would say nothing', () => {
    expect(shownOn(52)[0]).toBe(`${'█'.repeat(10)}${'░'.repeat(6)}  61 %  1,234,567 events, 123,457/s`);
    expect(shownOn(40)[0]).toBe(' 61 %  1,234,567 events, 123,457/s');
    expect(shownOn(20)[0]).toBe(' 61 %  1,234,567 ev');
  });

  test('shows no share of a pipe', () => {
    expect(shownOn(80, () => undefined)[0]).toBe('1,234,567 events, 123,457/s');
  });
});

describe('terminalOf()', () => {
  test('shows nothing where standard error is not a terminal', () => {
    expect(terminalOf({ stdout: streamOf(() => {}), stderr: streamOf(() => {}) }).show).toBeUndefined();
  });
});
