/** Texts of the screen People. */
export const people = {
  title: 'People',
  lede: 'Look up one person: who they are, which segments they are in and why, and what will change if nothing happens.',
  lookUp: 'Customer id, or a visitor’s id with a ~ before it',
  lookUpHint: 'For example cust-42 or ~visitor-7.',
  open: 'Look up',
  noId: 'Enter an id first.',
  recent: 'Looked at before',
  recentNote: 'In this tab, newest first.',
  forget: 'Clear the list',
  how: 'Where to find an id',
  ways: {
    shop: 'In your shop or CRM: Patron uses the ids that your events carry.',
    segments: 'In a segment: each one lists its members.',
    segmentsLink: 'Go to the segments',
    changes: 'In the changes: each names the person who came or went.',
    changesLink: 'Go to the changes',
  },
} as const;
