import { defineEvent } from './define-event.ts';

/** A person asked to be forgotten, by exactly one of the two ids. */
export const erasureRequested = defineEvent({ type: 'ErasureRequested', data: {}, ids: 'one' });
