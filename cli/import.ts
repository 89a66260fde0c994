import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { refuseOverwriting } from '#lib/tools/files/refuse-overwriting.ts';
import { formatReport, importRows, loadMapping } from '#lib/tools/import/import-export.ts';
import { defineCommand } from './command/command.ts';
import { required, textOption } from './command/options.ts';
import { loadCatalogue } from './input/catalogue-option.ts';

const shipped = join(import.meta.dirname, '..', 'lib', 'tools', 'import', 'mappings');

/** The path of a mapping: a file of the user's own, or else one that comes with Patron, by its name. */
const mappingFile = async (name: string): Promise<string> => {
  if (existsSync(name)) return name;
  const files = (await readdir(shipped)).filter((file) => file.endsWith('.json'));
  if (files.includes(`${name}.json`)) return join(shipped, `${name}.json`);
  const names = files.map((file) => file.replace(/\.json$/, '')).join(', ');
  throw new Error(`Cannot find ${name} as a mapping: there is neither such a file nor one of ${names}`);
};

export const importCommand = defineCommand({
  name: 'import',
  summary: "Turns rows of a shop's export into events, with a report of the rows that it could not use.",
  explanation: `A mapping says which columns become which fields; several rows of one order become one PurchaseMade.
The mappings that come with Patron (lib/tools/import/mappings) can be given by their names, and are examples to start from.`,
  options: {
    from: required(textOption('FILE.csv', 'The rows, plain or packed by gzip.')),
    mapping: required(
      textOption('FILE.json', 'How columns become events, or the name of a mapping that comes with Patron.'),
    ),
    out: required(
      textOption('FILE.jsonl', 'The events, one a line; packed where the name ends in .gz, - for standard output.'),
    ),
  },
  run: async ({ from, mapping: name, out }, { print, printError }) => {
    const file = await mappingFile(name);
    refuseOverwriting([file], [out]);
    const mapping = await loadMapping(file);
    const { currency } = (await loadCatalogue({ segments: undefined })).source;
    const report = formatReport(await importRows({ mapping, from, out, currency }), currency);
    if (out === '-') printError(report);
    else print(`${report}\nWritten to ${out}.`);
  },
});
