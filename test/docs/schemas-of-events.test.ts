import { Parser } from '@asyncapi/parser';
import { describe, expect, test } from 'vitest';
import { eventsIn, eventsOut } from '#lib/tools/schemas/event-contracts.ts';
import { asyncApiFile, eventSchemaFiles, schemaText, type SchemaFile } from '#lib/tools/schemas/schema-files.ts';
import { example } from '#test/events/entries.ts';
import { contracts, validatorOf } from '#test/events/schema-agreement.ts';

const files: readonly SchemaFile[] = [...eventSchemaFiles(), asyncApiFile()];

/** What is said of every object of a document, at any depth. */
const objectsIn = (json: unknown): readonly object[] => {
  if (typeof json !== 'object' || json === null) return [];
  return [json, ...Object.values(json).flatMap(objectsIn)];
};

describe('docs/schemas', () => {
  test.each(files)('$name is what the events say; npm run docs:schemas writes it', async (file) => {
    await expect(schemaText(file)).toMatchFileSnapshot(`../../docs/schemas/${file.name}`);
  });

  test.each(contracts)('accepts the example of $type', (contract) => {
    const fits = validatorOf(contract);
    fits(example(contract.type));
    expect(fits.errors).toBeNull();
  });

  test.each(contracts)('takes no other event for a $type', (contract) => {
    const fits = validatorOf(contract);
    const others = contracts.filter(({ type }) => type !== contract.type).map(({ type }) => example(type));
    expect(others.filter((entry) => fits(entry))).toEqual([]);
  });

  test.each(files)('$name leaves room for fields that later versions add', ({ json }) => {
    expect(objectsIn(json).filter((object) => Reflect.get(object, 'additionalProperties') === false)).toEqual([]);
  });

  test.each(files)('$name says what each field means', ({ json }) => {
    const properties = objectsIn(json).flatMap((object) => {
      const all = Reflect.get(object, 'type') === 'object' && 'title' in object && Reflect.get(object, 'properties');
      return Object.entries(Object(all));
    });
    const silent = properties.filter(([name, field]) => name !== 'detail' && !('description' in Object(field)));
    expect(silent).toEqual([]);
    expect(properties.length).toBeGreaterThanOrEqual(5);
  });
});

describe('docs/schemas/asyncapi.json', () => {
  test('is a valid AsyncAPI 3 document, of every event in and out', async () => {
    const { document, diagnostics } = await new Parser().parse(schemaText(asyncApiFile()));
    // More tools read 3.0 than the latest, which adds nothing that is said here.
    expect(diagnostics.filter(({ code }) => code !== 'asyncapi-latest-version')).toEqual([]);
    expect(document?.version()).toBe('3.0.0');
    const named = document
      ?.messages()
      .all()
      .map((message) => message.name());
    expect(named?.toSorted()).toEqual(contracts.map(({ type }) => type).toSorted());
  });

  test('lets Patron receive what shops send, and send what it announces', async () => {
    const { document } = await new Parser().parse(schemaText(asyncApiFile()));
    const operations = document
      ?.operations()
      .all()
      .map((operation) => ({
        action: operation.action(),
        messages: operation
          .messages()
          .all()
          .map((message) => message.name()),
      }));
    expect(operations).toEqual([
      { action: 'receive', messages: eventsIn.map(({ type }) => type) },
      { action: 'send', messages: eventsOut.map(({ type }) => type) },
    ]);
  });
});
