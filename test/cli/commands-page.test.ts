import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commandsPage } from '#cli/command/commands-page.ts';
import { allCommands } from '#cli/command/run.ts';
import { commands } from '#cli/commands.ts';

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'commands.md'), 'utf8');

describe('docs/commands.md', () => {
  test('says what --help says: npm run docs:commands writes it', async () => {
    expect(page).toBe(commandsPage(await allCommands()));
  });

  test('has a section for each command under the name by which it is called', () => {
    const sections = [...page.matchAll(/^## (\S+)$/gm)].map(([, name = '']) => name);
    expect(sections).toEqual(Object.keys(commands));
  });
});
