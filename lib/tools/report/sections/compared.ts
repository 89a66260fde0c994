import { h } from 'preact';
import { fewestKnown } from '#lib/core/insight/compare/finding.ts';
import { number } from '#lib/core/number-words.ts';
import type { Line } from '#lib/core/insight/compare/line.ts';
import { listed } from '#lib/core/segments/describe/duration-words.ts';
import type { Comparison } from '#lib/use-cases/insight/compare/compare-people.ts';
import type { Telling } from '../telling.ts';
import { LineTable } from './line-table.ts';
import { Note, Part } from './part.ts';

/** A comparison that has an answer. */
interface Props {
  readonly compared: Comparison & { readonly lines: readonly Line[] };
  readonly telling: Telling;
  /** The others in words, such as `other buyers`. */
  readonly others: string;
}

/** Why there is no line. */
const noLines = ({ members, others }: Comparison): string =>
  Math.min(members, others) < fewestKnown
    ? `It takes ${fewestKnown} people on each side to compare; there are ${number(members)} and ${number(others)}.`
    : 'Nothing else sets them apart: they differ too little in what is known, or too little is known of them.';

const groupsOf = (lines: readonly Line[]) =>
  [
    { heading: 'They have more often', lines: lines.filter(({ direction }) => direction === 'more') },
    { heading: 'They have less often', lines: lines.filter(({ direction }) => direction === 'less') },
  ].filter((each) => each.lines.length > 0);

const unknownNote = ({ notKnown = [] }: Comparison, minimum: number) =>
  notKnown.length === 0
    ? null
    : h(
        Note,
        null,
        `Not known of ${minimum} members or more: ${listed(notKnown, 'and')}. What nobody tells Patron cannot stand out: `,
        'CustomerDescribed, VisitMade and FeedbackGiven bring it.',
      );

const doubtNote = (lines: readonly Line[]) =>
  lines.some(({ confirmedOnHalf }) => !confirmedOnHalf)
    ? h(Note, null, '* Not seen on each half of the people taken alone, so perhaps chance.')
    : null;

/** What members share, with the words that a reader needs to judge it. */
export const Compared = ({ compared, telling, others }: Props) => {
  const { lines } = compared;
  return h(
    'div',
    null,
    lines.length === 0 ? h('p', { class: 'aside' }, noLines(compared)) : null,
    groupsOf(lines).map((each) =>
      h(
        Part,
        { heading: each.heading },
        h(LineTable, { lines: each.lines, telling, others, caption: 'Shares of those of whom it is known' }),
      ),
    ),
    doubtNote(lines),
    unknownNote(compared, telling.report.minimum),
  );
};
