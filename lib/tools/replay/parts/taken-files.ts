import { createUnderstanding, type Understanding } from '../../understanding/understanding.ts';
import { createLineFile, type LineFile } from '../line-file.ts';
import type { OutputFiles } from '../output-files.ts';
import { inOrder } from './in-order.ts';
import type { Numbered, PartTaken } from './part-answers.ts';
import { Receipts } from './receipts.ts';

const isBefore = (one: Numbered<unknown>, other: Numbered<unknown>): boolean => one.number < other.number;

/** The files that are written as the replay goes on. */
export class TakenFiles {
  readonly receipts = new Receipts();
  readonly understanding: Understanding;
  readonly #changes: LineFile;
  readonly #quarantine: LineFile;

  private constructor(changes: LineFile, quarantine: LineFile, understanding: Understanding) {
    this.#changes = changes;
    this.#quarantine = quarantine;
    this.understanding = understanding;
  }

  /** @throws the file system's errors as they are. */
  static async create({ changes, quarantine }: OutputFiles, currency: string): Promise<TakenFiles> {
    const files = [await createLineFile(changes), await createLineFile(quarantine)] as const;
    return new TakenFiles(...files, createUnderstanding(currency));
  }

  /** Writes what came of the same lines or reviews in all parts, in their order. */
  async write(parts: readonly PartTaken[]): Promise<void> {
    const merged = <Item>(of: (taken: PartTaken) => readonly Numbered<Item>[]) => inOrder(parts.map(of), isBefore);
    for (const { number, item } of merged(({ changes }) => changes))
      this.#changes.add(this.receipts.inText(item, number));
    for (const { item } of merged(({ quarantine }) => quarantine)) this.#quarantine.add(item);
    for (const { item } of merged(({ misunderstood }) => misunderstood)) this.understanding.count(item);
    await this.#changes.flush();
    await this.#quarantine.flush();
  }

  async close(): Promise<void> {
    await Promise.all([this.#changes.close(), this.#quarantine.close()]);
  }
}
