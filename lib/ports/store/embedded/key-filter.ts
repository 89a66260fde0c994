import type { LedgerKey } from '../customer-store.ts';

/** In bits: with a million keys one look-up in a million is made in vain, with ten million one in 200. */
const size = 1 << 27;

/** The bits of a key. */
const perKey = 4;

const prime = 0x01000193;

/** Two hashes of a key: FNV-1a, and one like it that begins and ends otherwise. */
const hashesOf = ({ person, eventId }: LedgerKey): readonly [first: number, step: number] => {
  let one = 0x811c9dc5;
  let other = 0x9747b28c;
  const text = `${person}/${eventId}`;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    one = Math.imul(one ^ unit, prime);
    other = Math.imul(other + unit, 0x5bd1e995) ^ (other >>> 15);
  }
  return [one, other | 1];
};

/** A Bloom filter of fixed size: what it has not seen it says for sure. */
export class KeyFilter {
  readonly #words = new Int32Array(size / 32);

  add(key: LedgerKey): void {
    const [first, step] = hashesOf(key);
    let place = first;
    for (let bit = 0; bit < perKey; bit += 1) {
      const at = place & (size - 1);
      this.#words[at >> 5] = (this.#words[at >> 5] as number) | (1 << (at & 31));
      place = (place + step) | 0;
    }
  }

  /** False for a key that was surely not added. */
  mayHave(key: LedgerKey): boolean {
    const [first, step] = hashesOf(key);
    let place = first;
    for (let bit = 0; bit < perKey; bit += 1) {
      const at = place & (size - 1);
      if (((this.#words[at >> 5] as number) & (1 << (at & 31))) === 0) return false;
      place = (place + step) | 0;
    }
    return true;
  }
}
