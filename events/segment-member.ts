import { exactlyOneId } from './define-event.ts';
import { field } from './forms/group.ts';
import { utcInstant } from './forms/instant.ts';
import { oneOf } from './forms/text.ts';
import { change, defineAnnouncement, subject } from './segment-change.ts';
import { ofSnapshot } from './snapshot-started.ts';

export const segmentMember = defineAnnouncement({
  type: 'SegmentMember',
  meaning:
    'A person is in a segment, as a snapshot found them. `changeId`, `sequence` and `effectiveAt` are those of their entry, so that it mixes with live changes in any order: of a person and segment the highest `sequence` holds.',
  data: {
    runId: ofSnapshot.runId,
    changeId: change.changeId,
    sequence: change.sequence,
    ...subject,
    status: field(oneOf(['entered']), 'That of an entry.'),
    segment: field(change.segment.schema, 'The segment that the person is in.'),
    effectiveAt: change.effectiveAt,
    decidedAt: field(utcInstant, 'When the snapshot read the person.'),
    origin: field(oneOf(['snapshot']), 'A snapshot.'),
    enteredAt: field(utcInstant, 'When the membership began.'),
    nextReviewAt: change.nextReviewAt,
    segments: field(change.segments.schema, 'All segments that the person is in.'),
    traits: change.traits,
    consent: change.consent,
  },
  constraints: exactlyOneId,
});
