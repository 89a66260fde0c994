import { defineEvent } from './define-event.ts';
import { field } from './forms/group.ts';
import { boolean } from './forms/number.ts';
import { text } from './forms/text.ts';

export const consentChanged = defineEvent({
  type: 'ConsentChanged',
  meaning: 'A person allowed or forbade one use of their data.',
  data: {
    purpose: field(text, '`marketing`, `analytics` or the shop’s own.'),
    granted: field(boolean, 'Whether they allow it.'),
  },
});
