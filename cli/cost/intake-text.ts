import type { BillOptions } from '#lib/tools/cost/bill.ts';
import { compareIntakes, type ComparedIntakes } from '#lib/tools/cost/compared-intakes.ts';
import { intakeBatchesAt } from '#lib/tools/cost/intake-batches.ts';
import { billedIntakes, type BilledIntake, type Load } from '#lib/tools/cost/work.ts';
import { dollars, quantity } from '../output/numbers.ts';
import { table } from '../output/table.ts';

const head = ['"intake"', 'a month', 'a million', 'without members and API', 'and without insight', 'the update takes'];

const rowOf = (intake: BilledIntake, { bills, plain, plainest }: ComparedIntakes, load: Load): readonly string[] => {
  const { total, perMillion } = bills[intake];
  const { size, perSecond } = intakeBatchesAt({ ...load, intake });
  return [
    intake,
    dollars(total),
    dollars(perMillion),
    dollars(plain[intake].perMillion),
    dollars(plainest[intake].perMillion),
    `${quantity(size)} a batch, ${quantity(perSecond)} batches a second`,
  ];
};

const rateText = ({ cheaperFrom }: ComparedIntakes): string =>
  cheaperFrom === Infinity
    ? 'The stream never costs less.'
    : `The stream costs less from ${quantity(cheaperFrom)} events a second of this kind on.`;

/** Both intakes side by side, and from when on the stream costs less. */
export const intakeText = (load: Load, options: BillOptions): string => {
  const compared = compareIntakes(load, options);
  const rows = billedIntakes.map((intake) => rowOf(intake, compared, load));
  const lines = table([head, ...rows], ['left', 'right', 'right', 'right', 'right', 'left']);
  return [
    'Where events wait, with all that the bill above has:',
    ...lines.map((line) => `  ${line}`),
    `  ${rateText(compared)}`,
  ].join('\n');
};
