import type { ArrivedEvent } from '#lib/core/profile/fact.ts';
import { foldEvent } from '#lib/core/profile/fold-event.ts';
import type { RfmThresholds } from '#lib/core/profile/rfm.ts';
import { emptyState, type Profile } from '#lib/core/profile/state.ts';
import { viewProfile, type ProfileView } from '#lib/core/profile/view.ts';
import { parseInstant } from '#lib/core/time/instant.ts';
import { foldTerms, plainTerms } from '#test/support/plain-terms.ts';
import { fact } from './events.ts';

/** The profile of some events, amounts in pounds. */
export const profileOf = (events: readonly ArrivedEvent[], before: Profile = emptyState.profile): Profile =>
  events.reduce((profile, event) => foldEvent(profile, fact(event), foldTerms), before);

/** A profile as people read it. */
export const view = (
  profile: Profile,
  { at = '2027-06-01T00:00:00Z', rfm }: { readonly at?: string; readonly rfm?: RfmThresholds } = {},
): ProfileView => viewProfile({ ...emptyState, profile }, { ...plainTerms, rfm }, parseInstant(at));

/** One trait of some events, by path. */
export const traitOf = (
  path: string,
  events: readonly ArrivedEvent[],
  when: Parameters<typeof view>[1] = {},
): unknown => {
  const [group = '', ...rest] = path.split('.');
  const { traits } = view(profileOf(events), when);
  return rest.length === 0 ? traits[group] : (traits[group] as Record<string, unknown> | undefined)?.[rest.join('.')];
};
