import type { Session } from './session.ts';

const key = 'patron-present';

let instant: string | undefined;

/** As of when the API is asked; undefined for now. */
export const lookedAt = (): string | undefined => instant;

/** Whether the reader wants to see the present of data that ended long ago. */
export const isPresentChosen = (): boolean => sessionStorage.getItem(key) !== null;

/** Shows everything as of now, or as of the end of the data, for as long as the tab is open. */
export const choosePresent = (isChosen: boolean): void => {
  if (isChosen) sessionStorage.setItem(key, 'yes');
  else sessionStorage.removeItem(key);
  location.reload();
};

/** The session as its reader looks at it: from here on the API is asked as of the end of data that ended long ago. */
export const asLookedAt = (session: Session): Session => {
  const { endedAt } = session;
  instant = typeof endedAt === 'string' && !isPresentChosen() ? endedAt : undefined;
  return instant === undefined ? session : { ...session, now: instant };
};
