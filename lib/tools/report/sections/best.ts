import { h } from 'preact';
import { number } from '#lib/core/number-words.ts';
import type { BestCustomers } from '#lib/use-cases/insight/report/report.ts';
import type { Telling } from '../telling.ts';
import { roundShare } from '../words/shares.ts';
import { BestPlaces } from './place-lines.ts';
import { Compared } from './compared.ts';
import { lineWordsIn } from './line-table.ts';
import type { MakeSection } from './report-section.ts';

const head = { id: 'best', title: 'Best customers' };

const strongest = ({ lines }: BestCustomers, telling: Telling): string => {
  const line = lines.find(
    ({ direction, share, others }) => direction === 'more' && share !== undefined && others !== undefined,
  );
  if (line?.share === undefined || line.others === undefined) return '';
  return `, and what tells them apart most is “${lineWordsIn(telling)(line)}” (${roundShare(line.share)} of them, ${roundShare(line.others)} of other buyers)`;
};

const findingOf = (best: BestCustomers, telling: Telling): string => {
  const { members, others, revenueShare } = best;
  const who = `The best ${number(members)} of ${number(members + others)} buyers`;
  const told = strongest(best, telling);
  if (revenueShare !== undefined) return `${who} bring ${roundShare(revenueShare)} of revenue${told}.`;
  return told === '' ? `${who} are those who have spent the most.` : `${who} have spent the most${told}.`;
};

const missingOf = (missing: string, minimum: number): string =>
  `What the best customers share cannot be told: ${missing}. It takes ${minimum * 10} buyers, of whom they are a tenth.`;

/** Who brings the most, and what they share. */
export const best: MakeSection = (telling) => {
  const { best: found, bestPlaces, minimum } = telling.report;
  if (!('lines' in found)) return { ...head, missing: missingOf(found.missing, minimum) };
  return {
    ...head,
    finding: findingOf(found, telling),
    body: [
      h('p', { class: 'aside' }, found.definition.description, ' They are compared with all others who have ordered.'),
      h(Compared, { compared: found, telling, others: 'other buyers' }),
      h(BestPlaces, { places: bestPlaces }),
    ],
  };
};
