import { misunderstood, type Misunderstanding, type Understanding } from '../../understanding/understanding.ts';
import { entriesIn, entryCounter, type CountsBySegment } from '../change-journal.ts';
import { entryLine } from '../entry-line.ts';
import type { LineFile } from '../line-file.ts';
import { publishWaiting } from '../publish-waiting.ts';
import type { Run } from '../run.ts';
import { numberAt } from './numbering.ts';
import type { Numbered, PartTaken } from './part-answers.ts';

const nothingTaken = () => ({
  changes: [] as Numbered<string>[],
  quarantine: [] as Numbered<string>[],
  misunderstood: [] as Numbered<Misunderstanding>[],
});

/** Notes what comes of the lines and the reviews of a part, each with its number, until it is given away. */
export class PartNotes {
  readonly #run: Run;
  readonly #counter = entryCounter();
  #taken = nothingTaken();
  /** Takes lines of `quarantine.jsonl`. */
  readonly quarantine: Pick<LineFile, 'add'> = {
    add: (line) => {
      this.#taken.quarantine.push({ number: this.#run.lines, item: line });
    },
  };
  /** Counts nothing here, since what is counted first depends on all lines. */
  readonly understanding: Understanding;

  constructor(run: Run) {
    this.#run = run;
    const { currency } = run.deps.catalogue.source;
    this.understanding = {
      ...run.understanding,
      add: (entry) => {
        const seen = misunderstood(entry, currency);
        if (seen) this.#taken.misunderstood.push({ number: run.lines, item: seen });
      },
    };
  }

  /** Entries and exits so far. */
  get countsBySegment(): CountsBySegment {
    return this.#counter.countsBySegment;
  }

  /** Notes the changes that wait to be published: those of one number come in one row or in several. */
  async publish(): Promise<void> {
    await publishWaiting(this.#run.store, (rows) => {
      for (const row of rows) {
        const entries = entriesIn(row);
        for (const entry of entries) this.#counter.count(entry);
        if (entries.length > 0)
          this.#taken.changes.push({ number: numberAt(row.position), item: entries.map(entryLine).join('\n') });
      }
    });
  }

  /** Gives what was noted since the last time. */
  async give(): Promise<PartTaken> {
    await this.publish();
    const taken = this.#taken;
    this.#taken = nothingTaken();
    return taken;
  }
}
