import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { besideBytewax } from '../../bench/peers/beside-bytewax.ts';
import { refuseOtherEntries } from '../../bench/peers/bytewax.ts';
import { runProgram } from '../../bench/process/run-program.ts';
import { inNewFolder } from '#test/support/folder.ts';

const change = (status: string, person: object, effectiveAt: string) =>
  JSON.stringify({ detail: { ...person, status, effectiveAt } });

const ours = [
  change('entered', { customerId: 'ada' }, '1970-01-01T00:00:01.000Z'),
  change('exited', { customerId: 'ada' }, '1970-01-01T00:00:02.000Z'),
  change('entered', { anonymousId: 'guest' }, '1970-01-01T00:00:03.000Z'),
];

const compared = (theirs: readonly string[]): Promise<number> =>
  inNewFolder(async (folder) => {
    await mkdir(join(folder, 'out'));
    await writeFile(join(folder, 'out', 'changes.jsonl'), `${ours.join('\n')}\n`);
    await writeFile(join(folder, 'bytewax.txt'), `${theirs.join('\n')}\n`);
    return refuseOtherEntries(folder);
  });

describe('refuseOtherEntries()', () => {
  test('counts the entries that both have seen, in any order, with exits whenever they are seen', async () => {
    expect(await compared(['~guest entered 3000', 'ada entered 1000', 'ada exited 2500'])).toBe(2);
  });

  test.each([
    ['one that is missing', ['ada entered 1000'], 1],
    ['one too many', ['ada entered 1000', '~guest entered 3000', 'bob entered 3000'], 1],
    ['one at another instant', ['ada entered 1001', '~guest entered 3000'], 2],
  ])('refuses %s', async (_name, theirs, count) => {
    await expect(compared(theirs)).rejects.toThrow(`${count} entries differ`);
  });
});

const noPython = async (): Promise<string> => (await runProgram('no-such-python', [], { cwd: '.' })).output;

const figure = (): never => expect.unreachable('no figure');

describe('besideBytewax()', () => {
  test('says aloud that nothing was measured where there is no Python', async () => {
    const said: string[] = [];
    await besideBytewax({ rounds: 1, say: (line) => said.push(line), figure, found: [] }, noPython);
    expect(said).toEqual([expect.stringContaining('NOT MEASURED: bytewax')]);
    expect(said[0]).toContain('no-such-python');
  });
});
