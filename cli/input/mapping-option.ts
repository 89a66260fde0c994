import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { nearestName } from '#lib/core/nearest-name.ts';

const shipped = join(import.meta.dirname, '..', '..', 'lib', 'tools', 'import', 'mappings');

/**
 * The path of a mapping: a file of the user's own, or else one that comes with Patron, by its name.
 *
 * @throws {Error} when there is neither, with the nearest name.
 */
export const mappingFile = async (name: string): Promise<string> => {
  if (existsSync(name)) return name;
  const files = (await readdir(shipped)).filter((file) => file.endsWith('.json'));
  if (files.includes(`${name}.json`)) return join(shipped, `${name}.json`);
  const names = files.map((file) => file.replace(/\.json$/, '')).sort();
  const near = nearestName(name, names);
  const hint = near === undefined ? '' : ` (the nearest is ${near})`;
  throw new Error(
    `Cannot find ${name} as a mapping: there is neither such a file nor one of ${names.join(', ')}${hint}`,
  );
};
