import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { year } from '#lib/tools/demo/shop-event.ts';
import { shopYear } from '#lib/tools/demo/shop-year.ts';
import type { LineBlocks } from '#lib/tools/replay/read-lines.ts';
import { replay } from '#lib/tools/replay/replay.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import type { Command } from '../command/command.ts';
import { changeWords } from './change-words.ts';
import { readHighlights } from './highlights.ts';
import { profileCard } from './profile-card.ts';
import { segmentTable } from './segment-table.ts';
import { dayWords, paintFor, type Paint } from './words.ts';
import { loadCatalogue } from '../input/load-catalogue.ts';
import { createProgress } from '../output/progress.ts';
import { summaryText } from '../replay/summary-text.ts';
import type { Terminal } from '../output/terminal.ts';

const seed = 2026;
const blockLines = 500;
const changesShown = 8;
const defaultOut = join('out', 'demo');

const stopwatch = () => performance.now();

const blocksOf = async function* (lines: readonly string[]): LineBlocks {
  for (let at = 0; at < lines.length; at += blockLines) yield lines.slice(at, at + blockLines);
};

const highlightsText = async (out: string, source: CatalogueSource, paint: Paint): Promise<string> => {
  const { latest, customer, history } = await readHighlights(out);
  const changes = (shown: typeof latest) => shown.map((change) => changeWords(change, source, paint)).join('\n');
  return [
    `${paint.strong('The latest changes')}, one of each segment, as campaigns receive them`,
    `${changes(latest.slice(0, changesShown))}\n`,
    `${paint.strong('One customer')}, and the latest changes of theirs`,
    customer === undefined ? '' : `${profileCard(customer, source, paint)}\n`,
    `${changes(history.slice(-changesShown).reverse())}\n`,
  ].join('\n');
};

const runDemo = async (out: string, terminal: Terminal): Promise<void> => {
  const paint = paintFor(terminal.colours);
  const catalogue = await loadCatalogue(undefined);
  const lines = shopYear(seed);
  await mkdir(out, { recursive: true });
  await writeFile(join(out, 'events.jsonl'), `${lines.join('\n')}\n`);
  const from = dayWords(formatInstant(year.from));
  terminal.print(`${paint.strong('The year of a small shop')}, made up for this demo, from ${from} on\n`);
  let done = 0;
  const progress = createProgress(terminal, { share: () => done / lines.length, stopwatch });
  const onProgress = (taken: number) => {
    done = taken;
    progress.at(taken);
  };
  const whole = { catalogue, events: blocksOf(lines), out, until: year.to, stopwatch, onProgress };
  const summary = await replay(whole).finally(progress.end);
  terminal.print(`${summaryText(summary)}\n`);
  terminal.print(`${paint.strong('Segments')} on ${dayWords(formatInstant(year.to))}`);
  terminal.print(`${segmentTable(catalogue.source, summary, paint)}\n`);
  terminal.print(await highlightsText(out, catalogue.source, paint));
  terminal.print(`All of it is in ${out}: events.jsonl went in; changes, profiles, quarantine and summary came out.`);
};

export const demoCommand: Command = {
  name: 'demo',
  summary: 'Runs the made-up year of a small shop through Patron, and shows what came of it.',
  explanation: 'Needs nothing but Node. It is a replay of a year of events with the catalogue that comes with Patron.',
  options: { out: { value: 'DIR', meaning: `The directory to write to; by default ${defaultOut}.` } },
  run: (values, terminal) => runDemo(values['out'] ?? defaultOut, terminal),
};
