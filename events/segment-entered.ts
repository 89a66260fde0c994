import { defineSegmentChange } from './segment-change.ts';

/** A person is in a segment from now on. */
export const segmentEntered = defineSegmentChange('SegmentEntered', 'entered');
