import type { Calendar } from '../time/calendar.ts';
import type { RfmThresholds } from './rfm.ts';

/** What a catalogue says about how traits are read. */
export interface TraitTerms {
  /** Without them nobody has a score. */
  readonly rfm: RfmThresholds | undefined;
  /** The local calendar by which ages change. */
  readonly calendar: Calendar;
}
