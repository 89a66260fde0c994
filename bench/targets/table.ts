import type { Figure } from '../benchmark.ts';
import { boundText, numberText, standingOf, valueOf } from '../harness/figure-text.ts';
import { aims, type Aim } from './aims.ts';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** The verdict on a figure that is not there: the benchmark that reports it, unless that is this one. */
const absent = (figure: string): string => {
  const bench = figure.split('.')[0] ?? '';
  return bench === 'targets' ? 'not measured' : `not in this run: \`npm run bench -- ${bench}\``;
};

const cellsOf = ({ what, figure: name, target }: Aim, figure: Figure | undefined): readonly string[] => {
  const head = [what, boundText(target)];
  if (figure === undefined) return [...head, '', absent(name)];
  const value = valueOf(figure, target);
  return [...head, value === undefined ? '' : numberText(value), standingOf(figure, target)];
};

/**
 * The table of targets, in Markdown, with the figures of one run.
 *
 * @param found - the figures that were reported; a target whose figure is not among them names the benchmark that reports it.
 */
export const targetTable = (found: readonly Figure[]): readonly string[] => [
  row(['what', 'target', 'measured', 'verdict']),
  row(['---', '---', '---', '---']),
  ...aims.map((aim) =>
    row(
      cellsOf(
        aim,
        found.find(({ name }) => name === aim.figure),
      ),
    ),
  ),
];
