const notKeyLetters = /[^a-z0-9]+/g;

/** A key made of a name: `big-spenders`. */
export const keyOfName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(notKeyLetters, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 64);
