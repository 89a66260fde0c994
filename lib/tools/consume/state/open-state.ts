import { printedValue } from '#events/printed-value.ts';
import type { ConsumerState, Kept } from './consumer-state.ts';
import { mapState } from './map-state.ts';
import { tableState, type StateTable } from './table-state.ts';

/** A `Map`, a table of DynamoDB, or whatever keeps values by key and version. */
export type StateOption = Map<string, Kept> | StateTable | ConsumerState;

const isTable = (state: StateOption): state is StateTable =>
  'table' in state && typeof state.table === 'string' && typeof state.client?.send === 'function';

const isState = (state: StateOption): state is ConsumerState =>
  'get' in state && typeof state.get === 'function' && 'put' in state && typeof state.put === 'function';

/** @throws {TypeError} for something else. */
export const openState = (state: StateOption): ConsumerState => {
  if (state instanceof Map) return mapState(state);
  if (isTable(state)) return tableState(state);
  if (isState(state)) return state;
  throw new TypeError(
    `Cannot keep state in something as a Map, { table, client } or { get, put }: current value is ${printedValue(state)}`,
  );
};
