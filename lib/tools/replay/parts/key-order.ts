/** Units of surrogates come after all others in UTF-8, and before some in UTF-16. */
const inUtf8 = (unit: number): number => {
  if (unit < 0xd800) return unit;
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
};

/** Compares texts as SQLite does, by their UTF-8. */
export const compareTexts = (one: string, other: string): number => {
  const shorter = Math.min(one.length, other.length);
  for (let at = 0; at < shorter; at += 1) {
    const [unit, beside] = [one.charCodeAt(at), other.charCodeAt(at)];
    if (unit !== beside) return inUtf8(unit) - inUtf8(beside);
  }
  return one.length - other.length;
};
