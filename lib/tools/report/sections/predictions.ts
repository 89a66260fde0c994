import { h } from 'preact';
import { number } from '#lib/core/number-words.ts';
import { windowWords } from '#lib/core/segments/describe/duration-words.ts';
import type { Foretold } from '#lib/use-cases/insight/report/report.ts';
import { ColumnChart, type Column } from '../charts/column-chart.ts';
import type { Telling } from '../telling.ts';
import { countTick } from '../words/counts.ts';
import { partMark, toldPartWords } from '../words/parts.ts';
import { withReason } from '../words/reasons.ts';
import { DataTable } from './data-table.ts';
import { ModelQuality } from './model-quality.ts';
import { Note, Part } from './part.ts';
import type { MakeSection } from './report-section.ts';

const head = { id: 'predictions', title: 'Predictions' };

const tenth = 10;

const columnOf = (told: Foretold['aliveTenths'][number], index: number): Column => {
  const [from, to] = [index * tenth, (index + 1) * tenth];
  return {
    label: `${from}–${to}`,
    isMinor: index % 2 === 1,
    value: typeof told === 'number' ? told : 0,
    ...(typeof told !== 'number' && { mark: partMark(told) }),
    title: `${from} to ${to}%: ${toldPartWords(told)} buyers`,
  };
};

const tierNames = { high: 'High', medium: 'Medium', low: 'Low' } as const;

type Tier = Foretold['tiers'][number];

const tierTable = (tiers: readonly Tier[], { money }: Telling) =>
  DataTable<Tier>({
    caption: 'Buyers by the value of their next 365 days: high is the best tenth, medium the next three',
    columns: [
      { head: 'Tier', cell: ({ tier }) => tierNames[tier] },
      { head: 'Buyers', isNumber: true, cell: ({ people }) => toldPartWords(people) },
      {
        head: 'Expected revenue',
        isNumber: true,
        cell: ({ value365d }) => (typeof value365d === 'number' ? money.about(value365d) : '–'),
      },
    ],
    rows: tiers,
  });

const findingOf = ({ alive, buyers, value365d, orders30d }: Foretold, { money }: Telling): string =>
  `About ${number(Math.round(alive))} of ${number(buyers)} buyers are expected to be customers still; within 30 days they would order ${number(Math.round(orders30d))} times, within 365 days for about ${money.about(value365d)}.`;

const aliveChart = ({ aliveTenths }: Foretold) =>
  h(
    Part,
    { heading: 'Buyers by the probability of being a customer still, in percent' },
    h(ColumnChart, {
      label: 'Columns of the number of buyers for each tenth of the probability of being a customer still',
      height: 180,
      tick: countTick,
      columns: aliveTenths.map(columnOf),
    }),
  );

/** A warning with the length of a holdout in words. */
const warningWords = (warning: string): string =>
  warning.replaceAll(/the last (P\w+)/g, (_all, holdout: string) => windowWords(holdout));

const warningList = ({ warnings }: Foretold) =>
  warnings.length === 0
    ? null
    : h(
        Part,
        { heading: 'To be known before it is trusted' },
        h(
          'ul',
          { class: 'said' },
          warnings.map((each) => h('li', null, warningWords(each))),
        ),
      );

/** What a model foretells, and how far to trust it. */
export const predictions: MakeSection = (telling) => {
  const { predictions: found } = telling.report;
  if ('missing' in found)
    return {
      ...head,
      missing: `${withReason('Nothing is foretold', found.missing)} A model takes 100 buyers, 30 of whom have come back, and 60 days of history.`,
    };
  const { quality, tiers } = found;
  return {
    ...head,
    finding: findingOf(found, telling),
    body: [
      aliveChart(found),
      h(Part, { heading: 'Who is worth most' }, tierTable(tiers, telling)),
      quality === undefined
        ? h(Note, null, 'The model carries no measure of its quality; patron fit writes one.')
        : h(ModelQuality, { quality }),
      warningList(found),
    ],
  };
};
