import { copyFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** Copies a store as a version would have made it that kept no catalogue; returns the copy's path. */
export const storeOfBefore = (store: string, copy: string): string => {
  copyFileSync(store, copy);
  const database = new DatabaseSync(copy);
  database.exec('DROP TABLE catalogue');
  database.close();
  return copy;
};
