import { refuseOverwriting } from '#lib/tools/files/refuse-overwriting.ts';
import { formatReport, importRows, loadMapping } from '#lib/tools/import/import-export.ts';
import { defineCommand } from './command/command.ts';
import { required, textOption } from './command/options.ts';
import { loadCatalogue } from './input/catalogue-option.ts';
import { mappingFile } from './input/mapping-option.ts';

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
