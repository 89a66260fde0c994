import { exactlyOneId } from './define-event.ts';
import { field } from './forms/group.ts';
import { utcInstant } from './forms/instant.ts';
import { text } from './forms/text.ts';
import { defineAnnouncement, subject } from './segment-change.ts';

export const profileErased = defineAnnouncement({
  type: 'ProfileErased',
  meaning: 'A person was forgotten: everyone who keeps data of theirs should forget it too. It has no `sequence`.',
  data: {
    ...subject,
    erasedAt: field(utcInstant, 'When the profile was erased.'),
    receiptId: field(text, 'Proves the erasure; says nothing about the person.'),
  },
  constraints: exactlyOneId,
});
