import { exactlyOneId } from './define-event.ts';
import { group } from './forms/form.ts';
import { utcInstant } from './forms/instant.ts';
import { text } from './forms/text.ts';
import { defineAnnouncement, subject } from './segment-change.ts';

/** A person was forgotten: everyone who keeps data of theirs should forget it too. It has no `sequence`. */
export const profileErased = defineAnnouncement(
  'ProfileErased',
  group({
    ...subject,
    erasedAt: utcInstant,
    /** Proves the erasure; says nothing about the person. */
    receiptId: text,
  }).check(...exactlyOneId),
);
