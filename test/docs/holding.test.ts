import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newFolder } from '#test/support/folder.ts';
import { codeBlocks, pages, read } from './pages.ts';

/** The shell functions that pages define, each as `page name`, with its text. */
const defined = pages.flatMap((page) =>
  codeBlocks(read(page))
    .flatMap((block) => [...block.matchAll(/^(\w+)\(\) \{[^]*?\}$/gm)])
    .map(([text, name = '']) => ({ page, name, text })),
);

const textsOf = (name: string): readonly string[] =>
  defined.filter((definition) => definition.name === name).map(({ text }) => text);

/** An account with two mappings, whose states are those of the lines of a file, one line for each time that they are asked for. */
const account = `
sleep() { echo "sleep" >> calls; }
aws() {
  case "$*" in
    *LogicalResourceId*) echo update ;;
    *UUID*) printf 'one\\ttwo\\n' ;;
    *State*)
      head -n 1 states | tr ' ' '\\t'
      tail -n +2 states > rest && mv rest states ;;
    *) echo "$*" >> calls ;;
  esac
}`;

/** Runs a command after the definitions of the pages, and gives what it asked of the account. */
const callsOf = (command: string, ...states: readonly string[]): readonly string[] => {
  const cwd = newFolder();
  writeFileSync(join(cwd, 'states'), states.map((line) => `${line}\n`).join(''));
  const functions = ['resource', 'mappings', 'hold', 'go_on'].map((name) => textsOf(name)[0]);
  execFileSync('bash', ['-c', ['set -euo pipefail', ...functions, account, command].join('\n')], { cwd });
  return readFileSync(join(cwd, 'calls'), 'utf8').trim().split('\n');
};

describe('the shell functions of the pages', () => {
  test('are the same on every page', () => {
    expect(textsOf('hold')).toHaveLength(2);
    for (const { name } of defined) expect(new Set(textsOf(name))).toHaveProperty('size', 1);
  });

  test('hold every queue of the update function, and the sweep, and wait until none of them is read', () => {
    const calls = callsOf(
      'hold shop',
      'Disabling Disabling',
      'Disabled Disabling',
      '',
      'Disabled Disabled',
      'not asked',
    );
    expect(calls).toEqual([
      'lambda put-function-concurrency --function-name update --reserved-concurrent-executions 0',
      'lambda update-event-source-mapping --uuid one --no-enabled',
      'lambda update-event-source-mapping --uuid two --no-enabled',
      'sleep',
      'sleep',
      'sleep',
    ]);
  });

  test('let all of them go on', () => {
    expect(callsOf('go_on shop')).toEqual([
      'lambda update-event-source-mapping --uuid one --enabled',
      'lambda update-event-source-mapping --uuid two --enabled',
      'lambda delete-function-concurrency --function-name update',
    ]);
  });
});
