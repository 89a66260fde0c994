import { indexed } from '#lib/core/members/change-rank.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import {
  lastSequenceIn,
  type ChangeRow,
  type CustomerUpdate,
  type LoadedPerson,
  type SaveResult,
  type VisitorLink,
} from '../customer-store.ts';
import { versionOf } from './load-person.ts';
import type { Tables } from './tables.ts';

const isUnchanged = ({ persons }: Tables, loaded: LoadedPerson): boolean =>
  persons.read(loaded.person).version === versionOf(loaded);

/** Adds the changes of one person in one commit, which makes this version of them. */
export const addChanges = (outbox: Tables['outbox'], changes: readonly ChangeRow[], version: number): void => {
  for (const row of indexed(changes)) outbox.add({ ...row, version });
};

const saveLink = ({ persons, outbox }: Tables, customer: PersonKey, { visitor, changes }: VisitorLink): void => {
  const before = visitor.record?.kind === 'profile' ? visitor.record.state.sequence : 0;
  const sequence = lastSequenceIn(changes) ?? before;
  persons.write(visitor.person, versionOf(visitor), { kind: 'linked', to: customer, sequence });
  addChanges(outbox, changes, versionOf(visitor) + 1);
};

const saveLedger = ({ events: ledger, facts }: Tables, { events, rows = [] }: CustomerUpdate): void => {
  for (const event of events) {
    ledger.add(event);
    facts.tell(event);
  }
  for (const row of rows) ledger.replace(row);
};

/** Saves an update, within a transaction. A conflict has written nothing. */
export const saveUpdate = (tables: Tables, update: CustomerUpdate): SaveResult => {
  const { loaded, state, changes, link } = update;
  if (link !== undefined && !isUnchanged(tables, link.visitor)) return 'conflict';
  if (!tables.persons.write(loaded.person, versionOf(loaded), { kind: 'profile', state })) return 'conflict';
  saveLedger(tables, update);
  if (link !== undefined) saveLink(tables, loaded.person, link);
  addChanges(tables.outbox, changes, versionOf(loaded) + 1);
  return 'saved';
};
