import type { Figure } from '../benchmark.ts';
import { boundText, numberText, standingOf, valueOf } from '../harness/figure-text.ts';
import { aims, type Aim } from './aims.ts';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const benchOf = (figure: string): string => figure.split('.')[0] ?? '';

const cellsOf = ({ what, figure: name, target }: Aim, figure: Figure | undefined): readonly string[] => {
  const head = [what, boundText(target)];
  if (figure === undefined) return [...head, '', `not in this run: \`npm run bench -- ${benchOf(name)}\``];
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
