/** Texts around every screen. */
export const shell = {
  name: 'Patron',
  /** Behind the title of each page, in the browser's tab. */
  titleOf: (title: string) => `${title} · Patron`,
  skip: 'Skip to the content',
  navigation: 'Screens',
  openMenu: 'Menu',
  closeMenu: 'Close',
  theme: { legend: 'Colours', system: 'Auto', light: 'Light', dark: 'Dark' },
  screens: {
    segments: 'Segments',
    people: 'People',
    changes: 'Changes',
    builder: 'Builder',
    plan: 'Plan',
    data: 'Data',
    insight: 'Insight',
  },
  /** What the console looks at. */
  modes: { store: 'A store on this machine', dev: 'Patron for development', deployed: 'The deployment' },
  zone: (zone: string) => `Times of ${zone}`,
  /** Of a store into which nothing has come for long. */
  ended: {
    at: 'The data of this store end on',
    asOfThen: 'Everything is shown as of then.',
    asOfNow: 'Everything is shown as of now, with what time alone has brought since.',
    showNow: 'Show as of now',
    showThen: 'Show as of then',
  },
  signOut: 'Sign out',
  notSignedIn: {
    title: 'Nobody is signed in',
    lede: 'The deployment sends everybody to its sign-in first, and that has not worked.',
    again: 'Sign in again',
  },
  noSession: 'Patron does not answer',
  notFound: {
    title: 'There is nothing here',
    lede: 'No screen has this address. It may have been mistyped, or be of another version of the console.',
    link: 'Go to the segments',
  },
  loadFailed: {
    title: 'This screen cannot be shown',
    lede: 'Its code did not load or stopped. Reloading helps where Patron was updated in the meantime.',
    reload: 'Reload the page',
  },
} as const;
