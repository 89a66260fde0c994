import { createHmac, timingSafeEqual } from 'node:crypto';

/** The bytes of a signature that a cursor carries. */
const signatureBytes = 16;

/** Seals places in lists, and opens what it has sealed. */
export interface Cursors {
  /**
   * @param of - the list that the place is in, such as `members/rich/0/4`: it is a place in no other.
   */
  readonly seal: (of: string, place: string) => string;
  /** The place in a list; undefined where this is no cursor of the list. */
  readonly open: (of: string, cursor: string) => string | undefined;
}

/** Cursors that nobody without the secret can make: what a caller hands back is a place that was handed out, in the same list. */
export const sealedCursors = (secret: string): Cursors => {
  const signatureOf = (of: string, place: Buffer): Buffer =>
    createHmac('sha256', secret).update(of).update('\0').update(place).digest().subarray(0, signatureBytes);
  return {
    seal: (of, place) => {
      const bytes = Buffer.from(place);
      return Buffer.concat([signatureOf(of, bytes), bytes]).toString('base64url');
    },
    open: (of, cursor) => {
      const bytes = Buffer.from(cursor, 'base64url');
      const [signature, place] = [bytes.subarray(0, signatureBytes), bytes.subarray(signatureBytes)];
      const isSealed = signature.length === signatureBytes && timingSafeEqual(signature, signatureOf(of, place));
      // Base64 has several texts of the same bytes; only the one that was handed out is a cursor.
      return isSealed && bytes.toString('base64url') === cursor ? place.toString() : undefined;
    },
  };
};
