import { defineSegmentChange } from './segment-change.ts';

/** A person is no longer in a segment. */
export const segmentExited = defineSegmentChange('SegmentExited', 'exited');
