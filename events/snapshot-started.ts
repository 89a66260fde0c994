import { field } from './forms/group.ts';
import { segmentKey } from './forms/ids.ts';
import { text } from './forms/text.ts';
import { defineAnnouncement } from './segment-change.ts';

/** What every entry that frames a snapshot says. */
export const ofSnapshot = {
  runId: field(text, 'The snapshot, which every entry of it names.'),
  segment: field(segmentKey, 'The segment whose members it announces.'),
};

export const snapshotStarted = defineAnnouncement({
  type: 'SnapshotStarted',
  meaning:
    'The members of a segment are being announced. Its entries come in no order: this may not be the first of them.',
  data: ofSnapshot,
});
