import { isVisitor, type PersonKey } from '#lib/core/profile/person.ts';
import { attributeNames, sortKeyPrefixes } from '../../table-keys.ts';
import { readRows } from '../batch-calls.ts';
import { keyId, optionalTextOf, type Item } from '../item.ts';
import { keysOf } from '../partition.ts';
import { personItemKey } from '../person-item.ts';
import type { Table } from '../table.ts';

/** The table as it was at an earlier instant, and the serving one. */
export interface TablePair {
  readonly from: Table;
  readonly into: Table;
}

/**
 * The rows of a person that may be put back:
 *
 * - `living`: all that are missing
 * - `erased`: none; there is nothing to do
 * - `buried`: the tombstone, which only the earlier table has, and the rows that are kept beside one
 * - `forgotten`: none; the serving table has lost the erasure, which must be requested again
 * - `reborn`: all; but the visitor was linked to a customer, and has a profile of their own again
 * - `disputed`: none; the two tables link the visitor to different people
 */
export type Verdict = 'living' | 'erased' | 'buried' | 'forgotten' | 'reborn' | 'disputed';

/** The verdict on one person. */
export interface PersonVerdict {
  readonly verdict: Verdict;
  /** The customer of a linked visitor; one who is erased, if the visitor is forgotten. */
  readonly customer?: PersonKey | undefined;
}

/** The verdicts on several people. */
export type Verdicts = ReadonlyMap<PersonKey, PersonVerdict>;

type Kind = 'none' | 'profile' | 'linked' | 'erased';

/** The kind of record that a table has under a person's key, without its content. */
interface Trace {
  readonly kind: Kind;
  readonly to?: PersonKey;
}

/** The attributes that `traceOf` needs. */
export const traceNames = [attributeNames.partition, attributeNames.sort, 'owner', 'erasedAt'];

/** Reads the kind of a person's own item. */
export const traceOf = (item: Item | undefined): Trace => {
  if (item === undefined) return { kind: 'none' };
  if (item['erasedAt'] !== undefined) return { kind: 'erased' };
  const to = optionalTextOf(item, 'owner');
  return to === undefined ? { kind: 'profile' } : { kind: 'linked', to: to as PersonKey };
};

interface Traces {
  readonly was: Trace;
  readonly is: Trace;
}

type TracesOf = (person: PersonKey) => Traces;

const readTraces = async ({ from, into }: TablePair, persons: Iterable<PersonKey>): Promise<TracesOf> => {
  const keys = [...persons].map(personItemKey);
  const [was, is] = await Promise.all([readRows(from, keys, traceNames), readRows(into, keys, traceNames)]);
  return (person) => {
    const id = keyId(personItemKey(person));
    return { was: traceOf(was.get(id)), is: traceOf(is.get(id)) };
  };
};

/** Whether there is an announcement of the erasure, which may be there although the tombstone is lost. */
const isAnnouncedAsErased = async (into: Table, person: PersonKey): Promise<boolean> => {
  for await (const _ of keysOf(into, person, sortKeyPrefixes.erased)) return true;
  return false;
};

const isErased = async (into: Table, person: PersonKey, { was, is }: Traces): Promise<boolean> =>
  is.kind === 'erased' || was.kind === 'erased' || (is.kind === 'none' && (await isAnnouncedAsErased(into, person)));

/** The verdict on a person who is erased according to their own rows. */
const verdictOnErased = ({ was, is }: Traces): Verdict => {
  if (is.kind === 'erased') return 'erased';
  if (is.kind === 'none') return was.kind === 'erased' ? 'buried' : 'forgotten';
  // Erasing a linked visitor would erase the customer.
  return is.kind === 'linked' ? 'disputed' : 'forgotten';
};

const verdictOnLiving = ({ was, is }: Traces): Verdict => {
  if (was.kind !== 'linked') return 'living';
  if (is.kind === 'profile') return 'reborn';
  return is.kind === 'linked' && is.to !== was.to ? 'disputed' : 'living';
};

const customersIn = ({ was, is }: Traces): readonly PersonKey[] =>
  [is.to, was.to].filter((customer) => customer !== undefined);

const erasedAmong = async (
  into: Table,
  persons: readonly PersonKey[],
  tracesOf: TracesOf,
): Promise<PersonKey | undefined> => {
  for (const person of persons) if (await isErased(into, person, tracesOf(person))) return person;
  return undefined;
};

const judge = async (
  into: Table,
  person: PersonKey,
  [own, customers]: [TracesOf, TracesOf],
): Promise<PersonVerdict> => {
  const traces = own(person);
  if (await isErased(into, person, traces)) return { verdict: verdictOnErased(traces) };
  const of = customersIn(traces);
  const erased = await erasedAmong(into, of, customers);
  if (erased === undefined) return { verdict: verdictOnLiving(traces), customer: of[0] };
  return { verdict: 'forgotten', customer: traces.is.kind === 'linked' ? erased : undefined };
};

/** Judges people by what both tables have of them, and of the customers of linked visitors among them, at this moment. */
export const verdictsOn = async (tables: TablePair, persons: readonly PersonKey[]): Promise<Verdicts> => {
  const own = await readTraces(tables, persons);
  const visitors = persons.filter(isVisitor);
  const customers = await readTraces(tables, new Set(visitors.flatMap((visitor) => customersIn(own(visitor)))));
  const verdicts = new Map<PersonKey, PersonVerdict>();
  for (const person of persons) verdicts.set(person, await judge(tables.into, person, [own, customers]));
  return verdicts;
};
