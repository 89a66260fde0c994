import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { year } from '#lib/tools/demo/shop-event.ts';
import { shopYear } from '#lib/tools/demo/shop-year.ts';
import type { LineBlocks } from '#lib/tools/replay/read-lines.ts';
import { replay } from '#lib/tools/replay/replay.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import { defineCommand } from '../command/command.ts';
import { textOption } from '../command/options.ts';
import { changeWords } from './change-words.ts';
import { readHighlights } from './highlights.ts';
import { profileCard } from './profile-card.ts';
import { segmentTable } from './segment-table.ts';
import { dayWords } from './words.ts';
import { loadCatalogue } from '../input/catalogue-option.ts';
import { createProgress } from '../output/progress.ts';
import { summaryText } from '../replay/summary-text.ts';
import type { Style, Terminal } from '../output/terminal.ts';

const seed = 2026;
const blockLines = 500;
const changesShown = 8;
const defaultOut = join('out', 'demo');

const stopwatch = () => performance.now();

const blocksOf = async function* (lines: readonly string[]): LineBlocks {
  for (let at = 0; at < lines.length; at += blockLines) yield lines.slice(at, at + blockLines);
};

const highlightsText = async (out: string, source: CatalogueSource, style: Style): Promise<string> => {
  const { latest, customer, history } = await readHighlights(out);
  const changes = (shown: typeof latest) => shown.map((change) => changeWords(change, source, style)).join('\n');
  return [
    `${style('bold', 'The latest changes')}, one of each segment, as campaigns receive them`,
    `${changes(latest.slice(0, changesShown))}\n`,
    `${style('bold', 'One customer')}, and the latest changes of theirs`,
    customer === undefined ? '' : `${profileCard(customer, source, style)}\n`,
    `${changes(history.slice(-changesShown).reverse())}\n`,
  ].join('\n');
};

const runDemo = async (out: string, terminal: Terminal): Promise<void> => {
  const { style } = terminal;
  const catalogue = await loadCatalogue({ segments: undefined });
  const lines = shopYear(seed);
  await mkdir(out, { recursive: true });
  await writeFile(join(out, 'events.jsonl'), `${lines.join('\n')}\n`);
  const from = dayWords(formatInstant(year.from));
  terminal.print(`${style('bold', 'The year of a small shop')}, made up for this demo, from ${from} on\n`);
  let done = 0;
  const progress = createProgress(terminal, { share: () => done / lines.length, stopwatch });
  const onProgress = (taken: number) => {
    done = taken;
    progress.at(taken);
  };
  const whole = { catalogue, events: blocksOf(lines), out, until: year.to, stopwatch, onProgress };
  const summary = await replay(whole).finally(progress.end);
  terminal.print(`${summaryText(summary)}\n`);
  terminal.print(`${style('bold', 'Segments')} on ${dayWords(formatInstant(year.to))}`);
  terminal.print(`${segmentTable(catalogue.source, summary, style)}\n`);
  terminal.print(await highlightsText(out, catalogue.source, style));
  terminal.print(`All of it is in ${out}: events.jsonl went in; changes, profiles, quarantine and summary came out.`);
};

export const demoCommand = defineCommand({
  name: 'demo',
  summary: 'Runs the made-up year of a small shop through Patron, and shows the outcome.',
  explanation: 'Needs nothing but Node. It is a replay of a year of events with the catalogue that comes with Patron.',
  options: { out: textOption('DIR', `The directory to write to; by default ${defaultOut}.`) },
  run: ({ out = defaultOut }, terminal) => runDemo(out, terminal),
});
