import { field } from './forms/group.ts';
import { integerFromZero } from './forms/number.ts';
import { defineAnnouncement } from './segment-change.ts';
import { ofSnapshot } from './snapshot-started.ts';

export const snapshotFinished = defineAnnouncement({
  type: 'SnapshotFinished',
  meaning:
    'All members of a segment have been announced. Count the entries against `members`: some may come after this.',
  data: {
    ...ofSnapshot,
    members: field(integerFromZero, 'How many were announced.'),
  },
});
