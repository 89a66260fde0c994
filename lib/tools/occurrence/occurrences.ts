import type { IncomingEvent } from '#events/incoming-event.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { TraitTerms } from '#lib/core/profile/trait-terms.ts';
import { knownTrait } from '#lib/core/profile/trait.ts';
import type { CatalogueWarning } from '#lib/core/segments/check/warnings/warning.ts';
import { fieldAt, valuesAt } from '#lib/core/segments/compile/field.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import { folded } from '#lib/core/segments/language/fold-text.ts';
import { askedIn, type Asked } from './asked.ts';

/** Reads every value of an asked trait or field in something. */
type Read<Source> = (source: Source) => readonly unknown[];

/** What of an asked trait or field was seen. */
class Seen {
  readonly asked: Asked;
  #isSeen = false;
  readonly #missing: Set<unknown>;

  constructor(asked: Asked) {
    this.asked = asked;
    this.#missing = new Set(asked.values.map((value) => this.#compared(value)));
  }

  add(values: readonly unknown[]): void {
    for (const value of values) {
      this.#isSeen = true;
      this.#missing.delete(this.#compared(value));
    }
  }

  #compared(value: unknown): unknown {
    return this.asked.isFolded ? folded(value) : value;
  }

  warnings(): readonly CatalogueWarning[] {
    const { place, name, values } = this.asked;
    if (!this.#isSeen) return [{ path: place, text: `nobody has \`${name}\`` }];
    return values
      .filter((value) => this.#missing.has(this.#compared(value)))
      .map((value) => ({ path: place, text: `nobody has \`${name}\` ${JSON.stringify(value)}` }));
  }
}

const flat = (value: unknown): readonly unknown[] => (value === undefined ? [] : [value].flat());

const traitReader = (path: string, terms: TraitTerms): Read<CustomerState> => {
  const trait = knownTrait(path);
  return ({ profile, clock }) => flat(trait?.read(profile, clock, terms));
};

const fieldReader = (path: string, events: NonNullable<Asked['events']>): Read<IncomingEvent> => {
  const field = fieldAt(path);
  return ({ type, detail }) => {
    if (type !== events.performed) return [];
    const elements: readonly unknown[] = events.each && 'items' in detail ? (detail.items ?? []) : [];
    return [detail, ...elements].flatMap((source) => valuesAt(field, source));
  };
};

/** Looks in people and events for what a catalogue asks about. Memory grows with the catalogue alone. */
export interface Occurrences {
  readonly addProfile: (state: CustomerState) => void;
  readonly addEvent: (event: IncomingEvent) => void;
  /** A warning for each trait, field or compared value that occurred nowhere, in the order of the catalogue. */
  readonly warnings: () => readonly CatalogueWarning[];
  /** The orders in each currency. */
  readonly orders: () => ReadonlyMap<string, number>;
}

/** @param terms - of the catalogue. */
export const lookFor = (source: CatalogueSource, terms: TraitTerms): Occurrences => {
  const all = askedIn(source).map((asked) => new Seen(asked));
  const traits = all.flatMap((seen) =>
    seen.asked.events ? [] : [{ seen, read: traitReader(seen.asked.name, terms) }],
  );
  const fields = all.flatMap((seen) => {
    const { events, name } = seen.asked;
    return events ? [{ seen, read: fieldReader(name, events) }] : [];
  });
  const orders = new Map<string, number>();
  return {
    addProfile: (state) => {
      for (const { seen, read } of traits) seen.add(read(state));
    },
    addEvent: (event) => {
      for (const { seen, read } of fields) seen.add(read(event));
      if (event.type !== 'PurchaseMade') return;
      orders.set(event.detail.currency, (orders.get(event.detail.currency) ?? 0) + 1);
    },
    warnings: () => all.flatMap((seen) => seen.warnings()),
    orders: () => orders,
  };
};
