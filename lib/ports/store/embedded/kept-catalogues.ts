import type { DatabaseSync } from 'node:sqlite';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import type { CatalogueKeeper } from '../catalogue-keeper.ts';
import { firstRow } from './rows.ts';

/** Made with the first catalogue, since a store that an earlier version made has no such table. */
const table = `CREATE TABLE IF NOT EXISTS catalogue (deployment INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT`;

/** The catalogues by which a database's profiles were decided. Statements are prepared when they are used: that is rarely. */
export const keptCatalogues = (database: DatabaseSync): CatalogueKeeper => {
  const hasTable = (): boolean =>
    database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'catalogue'").get() !== undefined;
  return {
    keep: async ({ deployment, source }) => {
      database.exec(table);
      database.prepare('INSERT OR REPLACE INTO catalogue VALUES (?, ?)').run(deployment, JSON.stringify(source));
    },
    latest: async () => {
      if (!hasTable()) return undefined;
      const query = database.prepare('SELECT deployment, body FROM catalogue ORDER BY deployment DESC LIMIT 1');
      const row = firstRow<{ readonly deployment: number; readonly body: string }>(query)();
      return row && { deployment: row.deployment, source: JSON.parse(row.body) as CatalogueSource };
    },
  };
};
