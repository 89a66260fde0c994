/** The characters of bytes 0x80 to 0x9F; a blank stands for the five bytes that the code page leaves undefined. */
const upper = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

const first = 0x80;

/** The character of a byte from 0x80 to 0x9F; undefined for a byte without one. */
const characterOf = (byte: number): string | undefined => {
  const character = upper[byte - first];
  return character === ' ' ? undefined : character;
};

/** A text up to the first byte that has no character, with the position of that byte. */
export interface Windows1252Text {
  readonly text: string;
  /** Position of the first byte without a character; undefined where all bytes have one. */
  readonly badAt: number | undefined;
}

/**
 * Decodes windows-1252, which is Latin-1 but for bytes 0x80 to 0x9F. Not by `TextDecoder`, which takes these for control
 * characters in many releases of Node (https://github.com/nodejs/node/issues/56542).
 */
export const decodeWindows1252 = (bytes: Buffer): Windows1252Text => {
  const badAt = bytes.findIndex((byte) => byte >= first && byte < 0xa0 && characterOf(byte) === undefined);
  const good = badAt === -1 ? bytes : bytes.subarray(0, badAt);
  const text = good
    .toString('latin1')
    .replaceAll(/[\u0080-\u009f]/g, (control) => characterOf(control.charCodeAt(0)) ?? control);
  return { text, badAt: badAt === -1 ? undefined : badAt };
};
