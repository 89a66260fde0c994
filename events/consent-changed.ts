import { defineEvent } from './define-event.ts';
import { boolean } from './forms/number.ts';
import { text } from './forms/text.ts';

/** A person allowed or forbade one use of their data. */
export const consentChanged = defineEvent({
  type: 'ConsentChanged',
  data: {
    /** `marketing`, `analytics` or the shop's own. */
    purpose: text,
    granted: boolean,
  },
});
