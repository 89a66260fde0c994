const offset = 0x811c9dc5;
const prime = 0x01000193;

/**
 * The 32-bit FNV-1a hash of a text, over its UTF-16 code units. It spreads keys evenly and is not cryptographic:
 * http://www.isthe.com/chongo/tech/comp/fnv/.
 */
export const fnv1a = (text: string): number => {
  let hash = offset;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), prime);
  return hash >>> 0;
};
