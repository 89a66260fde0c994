import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { year } from '#lib/tools/demo/shop-event.ts';
import { shopYear } from '#lib/tools/demo/shop-year.ts';
import { exportFolder } from '#lib/tools/from-export/export-folder.ts';
import { fitEvents } from '#lib/tools/from-export/fit-events.ts';
import type { LineBlocks } from '#lib/tools/replay/read-lines.ts';
import { replay } from '#lib/tools/replay/replay.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import { defineCommand } from '../command/command.ts';
import { textOption } from '../command/options.ts';
import { readHighlights } from './highlights.ts';
import { segmentTable } from './segment-table.ts';
import { changeWords } from '../person/change-words.ts';
import { dayWords } from '../person/day-words.ts';
import { profileCard } from '../person/profile-card.ts';
import { withPeople } from '../insight/insight-options.ts';
import { catalogueToBe } from '../insight/report/catalogue-to-be.ts';
import { shownSteps } from '../insight/report/shown-steps.ts';
import { writePage } from '../insight/report/write-page.ts';
import { summaryText } from '../replay/summary-text.ts';
import type { Style, Terminal } from '../output/terminal.ts';

const seed = 2026;
const blockLines = 500;
const changesShown = 8;
const defaultOut = join('out', 'demo');

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

/** Replays the year by the catalogue that comes with Patron, with a model of the shop's own orders. */
const decide = async (lines: readonly string[], out: string, terminal: Terminal) => {
  const { stopwatch, onOrders, onProfiles, onSegments } = shownSteps(terminal);
  const { currency, undeciding, compiled } = await catalogueToBe(undefined);
  const onEvents = (done: number) => onOrders(done, lines.length);
  const { model } = await fitEvents({
    ...exportFolder(out),
    catalogue: undeciding(currency),
    stopwatch,
    onEvents,
    onProfiles,
  });
  const catalogue = compiled(currency, model);
  const onProgress = (done: number) => onSegments(done, lines.length);
  const summary = await replay({ catalogue, events: blocksOf(lines), out, until: year.to, stopwatch, onProgress });
  return { source: catalogue.source, summary };
};

const runDemo = async (out: string, terminal: Terminal): Promise<void> => {
  const { style } = terminal;
  const lines = shopYear(seed);
  await mkdir(out, { recursive: true });
  await writeFile(exportFolder(out).events, `${lines.join('\n')}\n`);
  const from = dayWords(formatInstant(year.from));
  terminal.print(`${style('bold', 'The year of a small shop')}, made up for this demo, from ${from} on\n`);
  const { source, summary } = await decide(lines, out, terminal).finally(() => terminal.show?.(''));
  terminal.print(`${summaryText(summary)}\n`);
  terminal.print(`${style('bold', 'Segments')} on ${dayWords(formatInstant(year.to))}`);
  terminal.print(`${segmentTable(source, summary, style)}\n`);
  terminal.print(await highlightsText(out, source, style));
  const report = join(out, 'report.html');
  await withPeople({ store: out, min: undefined }, terminal, (people) =>
    writePage(people, { source: 'The shop of the demo', out: report }, terminal),
  );
  terminal.print(`All of it is in ${out}: events.jsonl went in; changes, profiles, quarantine and summary came out.`);
  terminal.print(`${style('bold', 'Open in a browser')} what it tells about the shop's customers: ${report}`);
  terminal.print(`${style('bold', 'Walk through')} its segments and people, and why they are in them, in the console:`);
  terminal.print(`  npm run --silent patron -- console --store ${out}`);
};

export const demoCommand = defineCommand({
  name: 'demo',
  summary: 'Runs the made-up year of a small shop through Patron, and shows the outcome.',
  explanation: `Needs nothing but Node. It is a replay of a year of events with the catalogue that comes with Patron, and with a model of the
shop's own orders. It ends with the shop's report, a page to open in a browser, and the command that opens the console.`,
  options: { out: textOption('DIR', `The directory to write to; by default ${defaultOut}.`) },
  run: ({ out = defaultOut }, terminal) => runDemo(out, terminal),
});
