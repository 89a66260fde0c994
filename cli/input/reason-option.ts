import type { RefusalReason } from '#events/accept-entry.ts';
import { choiceOption } from '../command/options.ts';

/** One of the reasons for which entries are refused. */
export const reasonOption = <Reason extends RefusalReason>(reasons: readonly Reason[]) => ({
  reason: choiceOption({ value: 'REASON', meaning: `Only what was refused for this: ${reasons.join(', ')}.` }, reasons),
});
