import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commandsPage } from './command/commands-page.ts';
import { allCommands } from './command/run.ts';

await writeFile(join(import.meta.dirname, '..', 'docs', 'commands.md'), commandsPage(await allCommands()));
