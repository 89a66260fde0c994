import { defineSegmentChange } from './segment-change.ts';

export const segmentEntered = defineSegmentChange({
  type: 'SegmentEntered',
  status: 'entered',
  meaning: 'A person is in a segment from now on.',
});
