import type { Access } from './access.ts';

const key = 'patron-token';

/** Takes the token that the address brings behind its `#` out of the address: it stands in no history, bookmark or log. */
const takeFromAddress = (): void => {
  const token = location.hash.slice(1);
  if (!/^[\w-]{16,}$/.test(token)) return;
  sessionStorage.setItem(key, token);
  history.replaceState(history.state, '', location.pathname + location.search);
};

/**
 * The token that `patron console` printed, kept for this tab alone. Without one in the address that of before stays; `patron dev`
 * asks for none.
 */
export const printedToken = (): Access => {
  takeFromAddress();
  return {
    token: () => Promise.resolve(sessionStorage.getItem(key) ?? undefined),
    refused: () => {},
  };
};
