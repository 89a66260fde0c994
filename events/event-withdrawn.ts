import { takesBackOnce } from './corrections.ts';
import { defineEvent } from './define-event.ts';

export const eventWithdrawn = defineEvent({
  type: 'EventWithdrawn',
  meaning:
    'An earlier event is taken back: it counts as if it had never been. As the newest `revision` it takes the fact away.',
  data: {},
  constraints: [takesBackOnce],
});
