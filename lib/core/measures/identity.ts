import { hash } from 'node:crypto';

const longest = 14;

/** A short text that two values share only if they are equal in value and type: `7` is not `"7"`. */
export const identityOf = (value: unknown): string => {
  const text = JSON.stringify(value);
  return text.length <= longest ? text : `#${hash('sha256', text, 'base64url').slice(0, longest - 1)}`;
};
