import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { acceptEntry } from '#events/accept-entry.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { createLineFile } from '#lib/tools/replay/line-file.ts';
import { startRun } from '#lib/tools/replay/run.ts';
import { takeLine } from '#lib/tools/replay/take-line.ts';
import { example } from '#test/events/entries.ts';
import { spelled, spellings } from '#test/events/spelled-json.ts';
import { inNewFolder } from '#test/support/folder.ts';
import { runs } from '#test/support/runs.ts';

const catalogue = compile({ currency: 'GBP', segments: [] });

/** Takes lines into a store that may have been there; what became of them. */
const take = async (file: string, lines: readonly string[]) => {
  const store = openEmbeddedStore(file);
  const quarantine = await createLineFile(`${file}.refused`);
  const run = startRun(catalogue, store);
  for (const line of lines) await takeLine(run, line, quarantine);
  await quarantine.close();
  store.close();
  const { applied, duplicates, quarantined } = run.tally;
  return { applied, duplicates, quarantined };
};

/** As versions wrote it that kept the fingerprint itself. */
const asOfEarlier = (file: string, fingerprint: string): void => {
  const database = new DatabaseSync(file);
  database.prepare('UPDATE event SET fingerprint = ?').run(fingerprint);
  database.exec('PRAGMA user_version = 1');
  database.close();
};

const entryWith = (note: unknown, source: string) => {
  const entry = example('VisitMade');
  return { ...entry, time: '2026-11-02T09:12:00.000Z', source, detail: { ...entry.detail, note } };
};

const notes = fc.constantFrom<unknown>(
  1,
  '1',
  'é"{',
  { a: 1, b: [2, 'x'] },
  { b: [2, 'x'], a: 1 },
  { b: ['x', 2], a: 1 },
);

const meetings = fc.record({
  notes: fc.tuple(notes, notes),
  spellings: fc.tuple(spellings, spellings),
  source: fc.constantFrom('shop.web', 'shop.app'),
  isEarlier: fc.boolean(),
});

test('an event that is met again is a duplicate or a conflict by what it says, in whatever words, in old stores too', async () => {
  await fc.assert(
    fc.asyncProperty(meetings, ({ notes: [one, other], spellings: [first, second], source, isEarlier }) =>
      inNewFolder(async (folder) => {
        const file = join(folder, 'store.sqlite');
        const known = entryWith(one, 'shop.web');
        expect(await take(file, [spelled(known, first)])).toMatchObject({ applied: 1 });
        const accepted = acceptEntry(known);
        if (isEarlier && accepted.ok) asOfEarlier(file, accepted.fingerprint);
        const isSame = isDeepStrictEqual(one, other);
        expect(await take(file, [spelled(entryWith(other, source), second)])).toEqual({
          applied: 0,
          duplicates: Number(isSame),
          quarantined: Number(!isSame),
        });
      }),
    ),
    runs(240),
  );
});
