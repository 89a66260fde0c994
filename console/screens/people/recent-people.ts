/** So many are remembered; the oldest gives way. */
const most = 12;

const key = 'patron-recent-people';

const isText = (id: unknown): id is string => typeof id === 'string';

/** The people who were looked at in this tab, newest first. They are forgotten with it. */
export const recentPeople = {
  all: (): readonly string[] => {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isText) : [];
  },
  add: (id: string): void => {
    const others = recentPeople.all().filter((other) => other !== id);
    sessionStorage.setItem(key, JSON.stringify([id, ...others].slice(0, most)));
  },
  /** Nothing of somebody erased is kept here either. */
  remove: (id: string): void =>
    sessionStorage.setItem(key, JSON.stringify(recentPeople.all().filter((other) => other !== id))),
  clear: (): void => sessionStorage.removeItem(key),
};
