/** The address at which the page was loaded: its first screen leaves the focus where the browser put it. */
const first = location.pathname;
let hasLeft = false;

/** Whether another screen was shown before. */
export const hasNavigated = (): boolean => {
  hasLeft ||= location.pathname !== first;
  return hasLeft;
};
