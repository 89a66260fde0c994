const before = 'receipt-@';

/** The id of a receipt until it is known how many came before: by the number of the line that asked for the erasure. */
export const provisionalReceipt = ({ lines }: { readonly lines: number }): string => `${before}${lines}`;

/** Numbers receipts in the order of their lines, in place of their provisional ids. */
export class Receipts {
  readonly #ids = new Map<string, string>();

  /** How many there are. */
  get count(): number {
    return this.#ids.size;
  }

  /** The text of an announcement with its own receipt; texts of other changes as they are. */
  inText(text: string, line: number): string {
    const provisional = provisionalReceipt({ lines: line });
    if (!text.includes(`"receiptId":"${provisional}"`)) return text;
    const id = `receipt-${this.#ids.size + 1}`;
    this.#ids.set(provisional, id);
    return text.replace(`"receiptId":"${provisional}"`, `"receiptId":"${id}"`);
  }

  /** The id in place of a provisional one, which is in a tombstone. */
  readonly idOf = (provisional: string): string => this.#ids.get(provisional) ?? provisional;
}
