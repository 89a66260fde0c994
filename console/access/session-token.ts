import type { Access } from './access.ts';

const key = 'patron-token';

/**
 * Takes the token that the address brings behind its `#` out of the address and keeps it for this tab alone: it stands in no
 * history, bookmark or log. Without one the token of before stays.
 */
export const takeTokenFromAddress = (): void => {
  const token = location.hash.slice(1);
  if (!/^[\w-]{16,}$/.test(token)) return;
  sessionStorage.setItem(key, token);
  history.replaceState(history.state, '', location.pathname + location.search);
};

/** The token that `patron console` printed; none under `patron dev`, which asks for none. */
export const sessionToken: Access = {
  token: () => Promise.resolve(sessionStorage.getItem(key) ?? undefined),
};
