import * as fc from 'fast-check';

/** The parts of an entry that say whose it is and what it says. */
interface Correctable {
  readonly 'detail-type': string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** How one of a list of entries puts others right. */
export interface Correction {
  /** Which entry does, and which one it names. */
  readonly of: number;
  readonly names: number | undefined;
  readonly revision: { readonly of: string; readonly number: number } | undefined;
  /** Whether it is said in the name of the one that it names: of another own id nothing is put right. */
  readonly isOfTheSame: boolean;
  readonly withdraws: boolean;
}

const correction: fc.Arbitrary<Correction> = fc.record({
  of: fc.nat({ max: 1000 }),
  names: fc.option(fc.nat({ max: 1000 }), { nil: undefined }),
  revision: fc.option(
    // As texts, 10 comes before 9.
    fc.record({ of: fc.constantFrom('order-1', 'order-1', 'order-2'), number: fc.constantFrom(0, 9, 10, 10, 1e12) }),
    { nil: undefined },
  ),
  isOfTheSame: fc.boolean(),
  withdraws: fc.boolean(),
});

/** In half of the lists nothing is put right. */
export const corrections: fc.Arbitrary<readonly Correction[]> = fc.oneof(
  fc.constant([]),
  fc.array(correction, { minLength: 1, maxLength: 20, size: 'max' }),
);

type Detail = Correctable['detail'];

const idsOf = ({ customerId, anonymousId }: Detail): Detail => ({
  ...(customerId !== undefined && { customerId }),
  ...(anonymousId !== undefined && { anonymousId }),
});

const renamed = (detail: Detail, other: Detail): Detail => {
  const { customerId: _customer, anonymousId: _visitor, ...rest } = detail;
  return { ...rest, ...idsOf(other) };
};

const withdrawn = ({ eventId, occurredAt, custom, ...detail }: Detail): Detail => {
  const { replaces, revision } = detail;
  const taken = replaces === undefined ? { revision } : { replaces };
  return { eventId, ...idsOf(detail), occurredAt, ...(custom !== undefined && { custom }), ...taken };
};

/** Two ids have their meaning for these, which keep whose they are. */
const keepTheirIds = new Set(['IdentityLinked', 'ErasureRequested']);

const saying = (entry: Correctable, drawn: Correction, named: Correctable | undefined): Detail => {
  const isSame = drawn.isOfTheSame && named !== undefined && !keepTheirIds.has(entry['detail-type']);
  return {
    ...(isSame ? renamed(entry.detail, named.detail) : entry.detail),
    ...(named && { replaces: named.detail['eventId'] }),
    ...(drawn.revision && { revision: drawn.revision }),
  };
};

const mayWithdraw = (type: string, { replaces, revision }: Detail): boolean =>
  type !== 'ErasureRequested' && (replaces ?? revision) !== undefined;

const correcting = <Entry extends Correctable>(entry: Entry, drawn: Correction, named: Entry | undefined): Entry => {
  const type = entry['detail-type'];
  const detail = saying(entry, drawn, named);
  const isWithdrawal = type === 'EventWithdrawn' || (drawn.withdraws && mayWithdraw(type, detail));
  return isWithdrawal ? { ...entry, 'detail-type': 'EventWithdrawn', detail: withdrawn(detail) } : { ...entry, detail };
};

/** Entries of which some put others right: by name, also one that comes later, by telling a fact anew, or both. */
export const corrected = <Entry extends Correctable>(
  entries: readonly Entry[],
  drawn: readonly Correction[],
): readonly Entry[] => {
  const said = [...entries];
  for (const one of drawn) {
    const [place, name] = [one.of % said.length, one.names];
    const entry = said[place];
    if (entry !== undefined)
      said[place] = correcting(entry, one, name === undefined ? undefined : said[name % said.length]);
  }
  return said;
};
