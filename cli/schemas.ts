import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asyncApiFile, eventSchemaFiles, openApiFile, schemaText } from '#lib/tools/schemas/schema-files.ts';
import { defineCommand } from './command/command.ts';
import { required, switchOption, textOption } from './command/options.ts';
import { counted } from './output/numbers.ts';

export const schemasCommand = defineCommand({
  name: 'schemas',
  summary: 'Writes what an event is for programs in other languages: JSON Schemas, and an AsyncAPI document.',
  explanation: `Each event, in and out, has a file of its own, such as purchase-made.json: a JSON Schema (2020-12) of its entry on the
bus, made of the rules that decide. Unknown fields are allowed, as Patron ignores them. The page docs/events.md lists what no
JSON Schema can say of a rule.

With --asyncapi the bus with all its messages is written as well, asyncapi.json, and with --openapi the HTTP API, openapi.json.
Files of these names are written over.`,
  options: {
    out: required(textOption('DIR', 'The directory to write to; made where it is not there.')),
    asyncapi: switchOption('Writes asyncapi.json too, an AsyncAPI 3 document.'),
    openapi: switchOption('Writes openapi.json too, an OpenAPI 3.1 document.'),
  },
  run: async ({ out, asyncapi, openapi }, { print }) => {
    const files = [...eventSchemaFiles(), ...(asyncapi ? [asyncApiFile()] : []), ...(openapi ? [openApiFile()] : [])];
    await mkdir(out, { recursive: true });
    for (const file of files) await writeFile(join(out, file.name), schemaText(file));
    print(`Wrote ${counted(files.length, 'file')} to ${out}.`);
  },
});
