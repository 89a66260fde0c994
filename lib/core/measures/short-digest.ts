import { hash } from 'node:crypto';
import { LatestMap } from '../latest-map.ts';

/** 48 bits in base 64. */
export const digestLength = 8;

/** A session, a device and a product are met again and again, mostly soon. */
const remembered = new LatestMap<string, string>(8_192);

/** The map holds the texts: of long ones it would be large. */
const longestRemembered = 128;

const made = (text: string): string => hash('sha256', text, 'base64url').slice(0, digestLength);

/** The first 8 characters of the SHA-256 of a text in base 64 (RFC 4648, section 5). */
export const shortDigest = (text: string): string => {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const digest = made(text);
  if (text.length <= longestRemembered) remembered.set(text, digest);
  return digest;
};
