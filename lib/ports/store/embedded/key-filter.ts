import { ledgerId, type LedgerKey } from '../customer-store.ts';
import { fnv1a } from '../fnv1a.ts';

/** In bits: with a million keys one look-up in a million is made in vain, with ten million one in 200. */
const size = 1 << 27;

/** The bits of a key. */
const perKey = 4;

/** A hash unlike FNV-1a, odd, so that steps of it come by every bit. */
const stepOf = (text: string): number => {
  let hash = 0x9747b28c;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash + text.charCodeAt(at), 0x5bd1e995) ^ (hash >>> 15);
  return hash | 1;
};

const hashesOf = (key: LedgerKey): readonly [first: number, step: number] => {
  const text = ledgerId(key);
  return [fnv1a(text), stepOf(text)];
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
