import { describe, expect, test } from 'vitest';
import { patron } from './command-line.ts';

const complaintOf = async (...args: readonly string[]): Promise<string> => {
  const { status, stdout, stderr } = await patron(args);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/^[^\n]+\n$/);
  return stderr.trimEnd();
};

describe('patron refuses', () => {
  test.each([
    [
      'an option given twice, rather than to take the last',
      ['replay', '--events', 'a.jsonl', '--out', 'out', '--events', 'b.jsonl'],
      'patron replay: Cannot take --events more than once: current values are "a.jsonl" and "b.jsonl"',
    ],
    [
      'a switch given twice',
      ['explain', '--json', '--json'],
      'patron explain: Cannot take --json more than once: it is given 2 times',
    ],
    [
      'a slip in an option, with the nearest name',
      ['check', '--segmnts', 'a.json'],
      "patron check: Unknown option '--segmnts' (the nearest is --segments); usage: patron check [--segments FILE] [--model FILE] [--from STORE] [--strict]",
    ],
    [
      'the beginning of an option, with the whole name',
      ['check', '--seg', 'a.json'],
      "patron check: Unknown option '--seg' (the nearest is --segments); usage: patron check [--segments FILE] [--model FILE] [--from STORE] [--strict]",
    ],
    [
      'an option that is near to none',
      ['check', '--verbose'],
      "patron check: Unknown option '--verbose'; usage: patron check [--segments FILE] [--model FILE] [--from STORE] [--strict]",
    ],
    [
      'the empty text of a variable that is not set',
      ['export', '--customer', 'ann', '--store', ''],
      'patron export: Cannot use --store as FILE: current value is ""',
    ],
    [
      'the empty text of a required option',
      ['import', '--from', '', '--mapping', 'x', '--out', 'y'],
      'patron import: --from FILE.csv is missing; patron import --help explains',
    ],
    [
      'a missing option before a wrong one',
      ['replay', '--until', 'noon', '--out', 'out'],
      'patron replay: --events FILE is missing; patron replay --help explains',
    ],
  ])('%s', async (_what, args, complaint) => {
    expect(await complaintOf(...args)).toBe(complaint);
  });

  test('a slip in a command, with the nearest name', async () => {
    expect(await complaintOf('quarentine')).toMatch(
      /^patron quarentine: there is no such command \(the nearest is quarantine\); there are replay, import, /,
    );
  });
});
