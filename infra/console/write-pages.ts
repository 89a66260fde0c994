/** Writes the pages of the console to a folder. A synthesis runs this as a program, since it cannot wait for a build. */
import { consoleFolder } from '#lib/tools/console/console-folder.ts';
import { writeConsole } from '#lib/tools/console/write-console.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Cannot write the pages of the console: no folder is given');
await writeConsole(consoleFolder, folder);
