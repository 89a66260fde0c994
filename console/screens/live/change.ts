/** What made a change; others are shown by their own name. */
export const origins = ['live', 'timer', 'backfill', 'merge', 'erasure'] as const;

/** One entry or exit of `GET /v1/console/changes`. */
export interface Change {
  readonly customerId?: string;
  readonly anonymousId?: string;
  readonly changeId: string | null;
  readonly status: 'entered' | 'exited';
  readonly segment: { readonly key: string; readonly name: string };
  /** When it took effect. */
  readonly at: string;
  readonly origin: string;
  readonly cause: unknown;
  /** The reasons as sentences; only for whoever may see people. */
  readonly words?: readonly string[];
  readonly quiet?: true;
}

/** `GET /v1/console/changes`, newest first. */
export interface ChangePage {
  readonly items: readonly Change[];
  /** What comes later is asked for by `after`. */
  readonly newest: string;
  /** What is older is asked for by `before`; null at the beginning of the log. */
  readonly next: string | null;
  /** Whether more has come than fitted. */
  readonly more: boolean;
}

/** As the API takes it: a visitor's has a `~` before it. */
const personOf = ({ customerId, anonymousId }: Change): string => customerId ?? `~${anonymousId}`;

/** Tells a change from every other. */
export const keyOf = (change: Change): string =>
  change.changeId ?? [personOf(change), change.segment.key, change.status, change.at].join(' ');

/** Changes of one person that one cause has brought at one instant. */
export interface Turn {
  readonly key: string;
  readonly person: string;
  readonly first: Change;
  readonly changes: readonly Change[];
}

const causeOf = (change: Change): string => JSON.stringify([personOf(change), change.at, change.origin, change.cause]);

/** Puts neighbours with one cause together. */
export const turnsOf = (changes: readonly Change[]): readonly Turn[] => {
  const turns: (Turn & { changes: Change[] })[] = [];
  for (const change of changes) {
    const last = turns.at(-1);
    if (last !== undefined && causeOf(last.first) === causeOf(change)) last.changes.push(change);
    else turns.push({ key: keyOf(change), person: personOf(change), first: change, changes: [change] });
  }
  return turns;
};
