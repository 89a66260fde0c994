import type { IncomingEvent } from '#events/incoming-event.ts';
import type { MeasureState, Span } from '#lib/core/measures/measure.ts';
import { emptyState, type CustomerState } from '#lib/core/profile/state.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { Leaf } from '#lib/core/segments/compile/leaf.ts';
import type { Measure } from '#lib/core/segments/compile/measure.ts';
import type { ConditionSource } from '#lib/core/segments/language/language.ts';
import type { Happened } from './naive.ts';

/** The one leaf of a condition over events with what it measures. */
export interface Measured {
  readonly measure: Measure;
  readonly leaf: Leaf;
}

/** Compiles a condition that has one leaf over events. */
export const measured = (when: ConditionSource): Measured => {
  const { measures, segments } = compile({ currency: 'GBP', segments: [{ key: 's', when }] });
  const [placed] = measures.values();
  const condition = segments[0]?.condition;
  if (!placed || condition?.kind !== 'leaf')
    throw new TypeError('Cannot measure a condition without a leaf over events');
  return { measure: placed.measure, leaf: condition.leaf };
};

/** All instants after one. */
export const onwards = (after: number): Span => ({ after, until: Infinity });

/** An event and the customer's clock when it is folded. */
export interface Arrives {
  readonly happened: Happened;
  readonly clock: number;
}

const eventOf = ({ t, eventId, role, value }: Happened): IncomingEvent => ({
  type: 'VisitMade',
  detail: {
    eventId,
    customerId: 'ann',
    occurredAt: new Date(t).toISOString(),
    action: role,
    ...(value !== undefined && { custom: { value } }),
  },
});

export const foldAll = (
  measure: Measure,
  arrivals: readonly Arrives[],
  before?: MeasureState,
): MeasureState | undefined =>
  arrivals.reduce<MeasureState | undefined>(
    (state, { happened, clock }) => measure.fold(state, { event: eventOf(happened), t: happened.t, clock }),
    before,
  );

/** A customer of whom nothing but one measure is known. */
export const stateWith = ({ id }: Measure, state: MeasureState | undefined): CustomerState => ({
  ...emptyState,
  measures: state === undefined ? {} : { [id]: state },
});
