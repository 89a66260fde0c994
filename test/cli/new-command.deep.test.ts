import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { newFolder } from '#test/support/folder.ts';
import { copyTree, runIn } from '#test/support/tree-copy.ts';

const folder = newFolder();

const file = `import { defineCommand } from './command/command.ts';
import { required, textOption, wholeNumberOption } from './command/options.ts';

export const greetCommand = defineCommand({
  name: 'greet',
  summary: 'Greets a customer.',
  explanation: 'Prints one line a greeting.',
  options: {
    name: required(textOption('NAME', 'The name of the customer.')),
    times: wholeNumberOption('How many greetings; 1 by default.', 9),
  },
  run: async ({ name, times = 1 }, { print }) => print(\`Hello, \${name}!\\n\`.repeat(times).trimEnd()),
});
`;

const line = "  greet: async () => (await import('./greet.ts')).greetCommand,\n";

const patron = (...args: readonly string[]): string => runIn(folder, 'cli/patron.ts', ...args);

describe('a command that is added as the README says', () => {
  beforeAll(() => {
    copyTree(folder);
    writeFileSync(join(folder, 'cli', 'greet.ts'), file);
    const table = join(folder, 'cli', 'commands.ts');
    writeFileSync(table, readFileSync(table, 'utf8').replace(/(?=^\};)/m, line));
  });

  test('has the right types', () => {
    const project = { extends: './tsconfig.json', include: ['cli'] };
    writeFileSync(join(folder, 'tsconfig.cli.json'), JSON.stringify(project));
    expect(runIn(folder, 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.cli.json')).toBe('');
  });

  test('runs, explains itself and is listed', () => {
    expect(patron('greet', '--name', 'Ann', '--times', '2')).toBe('Hello, Ann!\nHello, Ann!\n');
    expect(patron('greet', '--help')).toContain('Usage: patron greet --name NAME [--times N]\n');
    expect(patron()).toMatch(/^ {2}greet +Greets a customer\.$/m);
  });

  test('is on the page of commands after npm run docs:commands', () => {
    runIn(folder, 'cli/write-commands-page.ts');
    expect(readFileSync(join(folder, 'docs', 'commands.md'), 'utf8')).toMatch(/^## greet$/m);
  });
});
