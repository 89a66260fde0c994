import { h } from 'preact';
import { counted, quantity } from '#lib/core/number-words.ts';
import type { Accuracy } from '#lib/core/predictions/fit/quality/accuracy.ts';
import type { Quality } from '#lib/core/predictions/fit/quality/quality.ts';
import { windowWords } from '#lib/core/segments/describe/duration-words.ts';
import { CalibrationPlot } from '../charts/calibration-plot.ts';
import { roundShare } from '../words/shares.ts';
import { DataTable } from './data-table.ts';
import { Part } from './part.ts';

/** The model, or a guess without one. */
interface Guess extends Accuracy {
  readonly name: string;
}

const tenths = 10;

const guessesOf = ({ baselines, ...model }: Quality): readonly Guess[] => [
  { name: 'The model', ...model },
  { name: 'Their own rate so far', ...baselines.rate },
  { name: 'The period before again', ...baselines.lastPeriod },
  ...(baselines.recencyFrequency ? [{ name: 'Recency and frequency', ...baselines.recencyFrequency }] : []),
];

const guessTable = (quality: Quality) =>
  DataTable<Guess>({
    caption: 'The model beside guesses that need none',
    columns: [
      { head: 'Guess by', cell: ({ name }) => name },
      { head: 'Mean error, in orders a buyer', isNumber: true, cell: ({ mae }) => quantity(mae) },
      { head: 'Expected for each that came', isNumber: true, cell: ({ totalRatio }) => quantity(totalRatio) },
      { head: 'Pairs rated rightly', isNumber: true, cell: ({ auc }) => roundShare(auc) },
    ],
    rows: guessesOf(quality),
  });

/** Tenths, or fewer groups where a tenth would be of too few. */
const groupsWords = (groups: number): string =>
  groups === tenths ? 'each tenth of the buyers' : `${counted(groups, 'group')} of buyers, from the least likely on`;

const calibrationFigure = (points: Quality['calibration']) =>
  points.length === 0
    ? null
    : h(
        'figure',
        null,
        h(
          'figcaption',
          { class: 'note' },
          `Probability to order again (across) and the share who did (up), for ${groupsWords(points.length)}; on the line, what was expected came`,
        ),
        h(CalibrationPlot, {
          points,
          label: `Expected and seen shares: ${points.map(({ expected, seen }) => `${roundShare(expected)} and ${roundShare(seen)}`).join(', ')}`,
        }),
      );

/** How well a model did on the end of the history, which it had not seen. */
export const ModelQuality = ({ quality }: { readonly quality: Quality }) => {
  const { holdout, totalRatio, auc, calibration } = quality;
  return h(
    Part,
    { heading: 'How far to trust it', isWhole: true },
    h(
      'p',
      null,
      `Fitted without ${windowWords(holdout)} and held to what came then, it expected ${quantity(totalRatio)} orders for each one that came. `,
      `Of two buyers, one who ordered again and one who did not, it rated the right one higher in ${roundShare(auc)} of all pairs; chance has 50%.`,
    ),
    h('div', { class: 'side-by-side' }, calibrationFigure(calibration), guessTable(quality)),
  );
};
