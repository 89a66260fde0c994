import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { storedOnly } from '#lib/ports/store/embedded/outbox-json.ts';
import { newFolder } from '#test/support/folder.ts';
import { customerStoreContract } from './contract/customer-store.contract.ts';
import { ada, changesOf, erase, eventOf, touch } from './contract/store-samples.ts';
import { embeddedUnderTest } from './embedded-under-test.ts';

customerStoreContract('embedded, a draft whose indexes come later', async () =>
  embeddedUnderTest(join(newFolder(), 'store.db'), { write: storedOnly }),
);

const schemaOf = (path: string) => {
  const database = new DatabaseSync(path, { readOnly: true });
  const found = database.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all();
  database.close();
  return found;
};

test('a draft has the tables and indexes of any other store once it is closed, whatever was needed before', async () => {
  const [kept, plain, used] = ['kept', 'plain', 'used'].map((name) => join(newFolder(), name));
  const store = openEmbeddedStore(kept);
  store.close();
  const untouched = openEmbeddedStore(plain, { write: storedOnly });
  expect(schemaOf(String(plain)).length).toBeLessThan(schemaOf(String(kept)).length);
  untouched.close();
  expect(schemaOf(String(plain))).toEqual(schemaOf(String(kept)));
  const draft = openEmbeddedStore(used, { write: storedOnly });
  await touch(draft, ada, { events: [eventOf('e-1')], changes: [changesOf(ada, 1)] });
  expect((await draft.load(ada, [eventOf('e-1')])).known.size).toBe(1);
  await Array.fromAsync(draft.due(0));
  draft.close();
  expect(schemaOf(String(used))).toEqual(schemaOf(String(kept)));
  const again = openEmbeddedStore(used, { write: storedOnly });
  expect((await again.load(ada, [eventOf('e-1')])).known.size).toBe(1);
  await erase(again, ada);
  again.close();
});
