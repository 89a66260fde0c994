import { defineEvent } from './define-event.ts';

export const erasureRequested = defineEvent({
  type: 'ErasureRequested',
  meaning: 'A person asked to be forgotten, by exactly one of the two ids. What comes of them later is refused.',
  data: {},
  ids: 'one',
  isFinal: true,
});
