import type { CompiledSegment } from '../segments/compile/catalogue.ts';
import type { Reason } from '../segments/explain/explain.ts';
import type { Instant } from '../time/instant.ts';
import type { SegmentChange } from './decision.ts';

/** What is told of a segment. */
type Announced = Pick<CompiledSegment, 'key' | 'name' | 'definitionHash' | 'index' | 'publish' | 'isQuiet'>;

/** A segment entered or left, before it has a sequence. */
export interface Turn {
  readonly segment: Announced;
  readonly status: SegmentChange['status'];
  readonly enteredAt: Instant;
  readonly because: readonly Reason[];
}
