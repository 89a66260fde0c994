import { isEventType, type EventType } from '#events/incoming-event.ts';
import { beyondJsonSchema } from './entry-schema.ts';
import { eventsIn, eventsOut, type EventContract } from './event-contracts.ts';
import type { Detail } from './detail-edits.ts';
import { fieldExample } from './field-example.ts';
import { fieldRows, sentencesAbout, type FieldRow } from './field-rows.ts';
import { code, tableOf } from './markdown-table.ts';
import { profileChanges } from './profile-changes.ts';
import { fileStem } from './schema-files.ts';

/** A detail of each kind of event. */
type Examples = ReadonlyMap<string, Detail>;

const preface = `# Events

Every event in and out, field by field, as the schemas in [events](../events) have it; \`npm run docs:schemas\` writes this page.

An entry of the bus has a \`detail-type\`, which is the event's type, a \`source\`, which is never \`patron\` for what shops send, and the
event as its \`detail\`. Unknown fields are ignored at every depth; a known one of another form refuses the event, which then waits
in quarantine. Fields are named by dotted path, those of a list's elements without an index, as conditions name them: a condition
can ask any field of an event. **Changes** are the traits of a profile that depend on what the field says.

Amounts of money are in minor units: 1999 is 19.99.

## In other languages

Each event has a JSON Schema (2020-12) of its entry beside this page, and [asyncapi.json](schemas/asyncapi.json) is an AsyncAPI 3
document of the bus; \`patron schemas --out DIR --asyncapi\` writes the same. They are made of the rules that decide. Types for Go,
Java, Python, PHP and other languages come of them by a generator such as quicktype, here all at once:

\`\`\`sh
npx quicktype@26 --src-lang schema 'docs/schemas/asyncapi.json#/components/schemas/' --lang python --out patron.py
\`\`\`

A JSON Schema refuses nothing that Patron accepts. What it cannot say, and Patron refuses all the same:
`;

const codes = (names: readonly string[]): string => names.map(code).join(', ');

const heads = ['field', 'form', 'required', 'meaning', 'example'];

const fieldCells = (row: FieldRow, type: string, examples: Examples): readonly string[] => {
  const example = fieldExample(row, type, examples);
  return [
    code(row.path.join('.')),
    row.form,
    row.isRequired ? 'yes' : '',
    row.meaning,
    example === undefined ? '' : code(JSON.stringify(example)),
  ];
};

const heading = ({ type, meaning, schema }: EventContract): string => {
  const stem = fileStem(type);
  const links = `[Example](../events/examples/${stem}.json), [JSON Schema](schemas/${stem}.json).`;
  const rules = sentencesAbout(schema).map((sentence) => ` ${sentence}`);
  return `### ${type}\n\n${meaning}${rules.join('')} ${links}`;
};

type Changes = ReturnType<typeof profileChanges>;

const effectOf = (type: EventType, changes: Changes): string => {
  if (type === 'EventWithdrawn') return 'It says nothing itself: the profile is what the other events make of it.';
  const changed = changes.ofEvent(type);
  return changed.length === 0 ? 'It deletes the profile.' : `It changes ${codes(changed)}.`;
};

const sectionIn = (
  contract: EventContract,
  type: EventType,
  [examples, changes]: readonly [Examples, Changes],
): string => {
  const rows = fieldRows(contract.schema).map((row) => [
    ...fieldCells(row, type, examples),
    codes(changes.ofField(type, row)),
  ]);
  return `${heading(contract)}\n\n${effectOf(type, changes)}\n\n${tableOf([...heads, 'changes'], rows)}`;
};

const sectionOut = (contract: EventContract, examples: Examples): string => {
  const rows = fieldRows(contract.schema).map((row) => fieldCells(row, contract.type, examples));
  return `${heading(contract)}\n\n${tableOf(heads, rows)}`;
};

/** The page of docs/events.md. The examples are details that are accepted, one of each kind. */
export const eventsPage = (examples: Examples): string => {
  const incoming = [...examples].flatMap(([type, detail]) => (isEventType(type) ? [[type, detail] as const] : []));
  const changes = profileChanges(new Map(incoming));
  const beyond = beyondJsonSchema([...eventsIn, ...eventsOut]).map((sentence) => `- ${sentence}`);
  return `${[
    `${preface}\n${beyond.join('\n')}`,
    '## What shops send',
    ...eventsIn.map((contract) => sectionIn(contract, contract.type, [examples, changes])),
    '## What Patron announces',
    'Announcements change nothing in a profile.',
    ...eventsOut.map((contract) => sectionOut(contract, examples)),
  ].join('\n\n')}\n`;
};
