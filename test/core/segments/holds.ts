import { advance } from '#lib/core/engine/advance.ts';
import { apply } from '#lib/core/engine/apply.ts';
import type { ArrivedEvent } from '#lib/core/profile/fact.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { CatalogueSource, ConditionSource } from '#lib/core/segments/language/language.ts';
import { parseInstant } from '#lib/core/time/instant.ts';

/** Whether somebody of whom these events arrived is in the segment of a condition, once they have, or at a later instant, it included. */
export const holds = (
  when: ConditionSource,
  events: readonly ArrivedEvent[],
  { at, ...rest }: { readonly at?: string } & Partial<CatalogueSource> = {},
): boolean => {
  const catalogue = compile({ currency: 'GBP', segments: [{ key: 's', when }], ...rest });
  const state = events.reduce<CustomerState | undefined>(
    (before, event) => apply(catalogue, before, event).state,
    undefined,
  );
  if (!state) throw new TypeError('Cannot decide a condition without events: current value is an empty list');
  const then = at === undefined ? state : advance(catalogue, state, parseInstant(at) + 1).state;
  return Object.hasOwn(then.memberships, 's');
};
