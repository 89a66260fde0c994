import { defineSegmentChange } from './segment-change.ts';

export const segmentExited = defineSegmentChange({
  type: 'SegmentExited',
  status: 'exited',
  meaning: 'A person is no longer in a segment.',
});
