/** Texts of the screen Changes. */
export const live = {
  title: 'Changes',
  lede: 'Who enters and leaves which segment, and why, as it happens.',
  missing: 'There is no list of all changes here',
  segment: 'Segment',
  allSegments: 'All segments',
  origin: 'What brought it',
  allOrigins: 'Anything',
  /** `name` is a choice, `says` stands beside a change. */
  origins: {
    live: { name: 'Something that happened', says: 'by something that happened' },
    timer: { name: 'Time alone', says: 'as time passed' },
    backfill: { name: 'A new definition', says: 'by a new definition' },
    merge: { name: 'A visitor was recognised', says: 'as a visitor was recognised' },
    erasure: { name: 'An erasure', says: 'as the person was erased' },
  },
  entered: 'Entered',
  left: 'Left',
  quietly: '(not announced)',
  standing: {
    live: 'Live, new changes appear by themselves',
    paused: 'Paused',
    lost: 'Patron does not answer; it is asked again',
  },
  pause: 'Pause',
  goOn: 'Go on',
  waiting: (count: string, waiting: number) => `${count} new ${waiting === 1 ? 'change' : 'changes'}`,
  shown: (count: string, shown: number) => `${count} ${shown === 1 ? 'change' : 'changes'} shown`,
  older: 'Show older ones',
  readingOlder: 'Loading older ones',
  beginning: 'These are all.',
  beginningOfDay:
    'These are all of the past 24 hours. Older ones stand with each person, and in the history of each segment.',
  none: {
    title: 'Nobody has entered or left a segment yet',
    hints: {
      dev: 'Send an event to this server: who enters or leaves a segment by it appears here.',
      store: 'Changes appear here once events have come in.',
      deployed: 'A deployment shows the changes of a day, a few seconds after they were published.',
    },
  },
  noMatch: {
    title: 'No such change',
    hint: 'Nothing in the log fits both choices.',
    hintMore: 'Nothing among the latest fits; older ones may.',
    clear: 'Show all changes',
  },
} as const;
