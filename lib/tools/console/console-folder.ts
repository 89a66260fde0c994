import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Beside the sources the sources of the console; in the package what was built of them. */
export const consoleFolder = join(import.meta.dirname, '..', '..', '..', 'console');

/** Whether the folder has the sources, of which the console is to be built. */
export const isOfSources = existsSync(join(consoleFolder, 'main.tsx'));
