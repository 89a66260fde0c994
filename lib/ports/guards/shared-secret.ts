import { keyAttributes, text, textOf } from '../store/dynamodb/item.ts';
import { guardItem, type GuardsTable } from './guards-table.ts';
import { putUnlessChanged, valueName } from './put-unless-changed.ts';

interface SharedSecretDeps extends GuardsTable {
  /** Makes a secret that nobody can guess. */
  readonly newSecret: () => string;
}

const key = { partition: 'SECRET', sort: 'cursors' };

/**
 * A secret that all who share a table have: whoever first asks for it makes it. It lies in the table, which is encrypted, and in
 * nobody's settings, logs or template.
 *
 * @throws what DynamoDB throws, once the SDK has given up.
 */
export const sharedSecret = async ({ newSecret, ...table }: SharedSecretDeps): Promise<string> => {
  const kept = await guardItem(table, key);
  if (kept !== undefined) return textOf(kept, valueName);
  const made = newSecret();
  if (await putUnlessChanged(table, undefined, { ...keyAttributes(key), [valueName]: text(made) })) return made;
  return sharedSecret({ ...table, newSecret });
};
