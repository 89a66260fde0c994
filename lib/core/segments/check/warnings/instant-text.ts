import { isCalendarDay, isInstant } from '#events/forms/instant.ts';

/** Whether an operand, or one of a list of them, is an instant or a date. */
export const isInstantText = (operand: unknown): boolean =>
  [operand].flat().some((one) => isInstant(one) || isCalendarDay(one));
