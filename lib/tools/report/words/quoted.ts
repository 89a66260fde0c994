/** A name as a sentence holds it: names of segments are texts of the shop, and may read as anything. */
export const quoted = (name: string): string => `“${name}”`;
