import { acceptEntry, type Accepted } from '#events/accept-entry.ts';

/** An entry as a producer puts it on the bus. */
export interface Entry {
  /** Of this one PutEvents, as EventBridge names it. */
  readonly id: string;
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface Planned {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly entry: Entry;
}

/** An entry as a rule puts it into the queue. */
export const envelopeOf = ({ at, entry }: Planned): string =>
  JSON.stringify({
    version: '0',
    account: '000000000000',
    time: new Date(at).toISOString(),
    region: 'eu-west-1',
    resources: [],
    ...entry,
  });

/** The group in which the rules put an entry. */
export const groupOfEntry = ({ detail }: Entry): string => String(detail['customerId'] ?? detail['anonymousId']);

/** What an entry says, if it is an event. */
export const acceptedOf = (entry: unknown): Accepted | undefined => {
  const accepted = acceptEntry(entry);
  return accepted.ok ? accepted : undefined;
};
