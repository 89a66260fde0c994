import type { CompiledSegment } from '../segments/compile/catalogue.ts';
import type { Reason } from '../segments/explain/explain.ts';
import type { Instant } from '../time/instant.ts';
import type { SegmentChange } from './decision.ts';

/** The parts of a segment that a change carries or is ordered by. */
type ChangedSegment = Pick<CompiledSegment, 'key' | 'name' | 'definitionHash' | 'index' | 'publish' | 'isQuiet'>;

/** One segment entered or left, before the change has a sequence. */
export interface MembershipChange {
  readonly segment: ChangedSegment;
  readonly status: SegmentChange['status'];
  /** On an exit, when the membership that ends had begun. */
  readonly enteredAt: Instant;
  readonly because: readonly Reason[];
}

/** Takes the place of a hash where the definition that the person had entered by is gone. */
const unknownHash = '00000000';

/** A segment that the catalogue no longer has. Only its key is known. */
export const goneSegment = (key: string): ChangedSegment => ({
  key,
  name: key,
  definitionHash: unknownHash,
  index: -1,
  publish: [],
  isQuiet: false,
});
