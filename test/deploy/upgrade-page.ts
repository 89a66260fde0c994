import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { PatronSettings } from '#infra/settings/settings.ts';
import { newFolder } from '#test/support/folder.ts';
import { askingIn, withAws } from './aws-command-line.ts';
import { commandTimeoutMs, type Emulator } from '#infra/local/emulator.ts';

/** What the commands were told of stacks, by emulator. */
const answers = newFolder();

const page = readFileSync('docs/upgrade.md', 'utf8');

/** The blocks of commands below a heading of the second level. */
const blocksBelow = (heading: string): readonly string[] => {
  const start = page.indexOf(`\n## ${heading}\n`);
  if (start === -1) throw new Error(`Cannot find a heading in docs/upgrade.md: current value is ${heading}`);
  const end = page.indexOf('\n## ', start + 1);
  const section = page.slice(start, end === -1 ? undefined : end);
  return [...section.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
};

/** The definitions that all later steps use. */
const definitions = (): string => blocksBelow('2. Deploy it')[1] ?? '';

/**
 * Runs the commands below a heading of `docs/upgrade.md` as they stand there, against the emulator.
 *
 * @param only - the place of one block of them; all by default.
 * @returns what they printed.
 * @throws {Error} with what they printed, when one of them fails.
 */
export const runCommandsBelow = (emulator: Emulator, heading: string, only?: number): string => {
  const blocks = blocksBelow(heading).filter((_, place) => only === undefined || place === only);
  if (blocks.length === 0) throw new Error(`Cannot find commands in docs/upgrade.md: current heading is ${heading}`);
  const script = ['set -euo pipefail', askingIn(answers), definitions(), ...blocks].join('\n');
  return execFileSync('bash', ['-c', script], { env: withAws(emulator), encoding: 'utf8', timeout: commandTimeoutMs });
};

/** The settings of the page's stage, in the emulator's account, without its catalogue. */
export const stageOnPage = (account: string): Omit<PatronSettings, 'catalogue'> => {
  const snippet = readFileSync('docs/snippets/upgrade-stage.json', 'utf8').replaceAll('123456789012', account);
  const { catalogue: _file, ...stage } = JSON.parse(snippet) as PatronSettings;
  return stage;
};
