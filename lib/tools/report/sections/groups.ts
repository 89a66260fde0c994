import { h } from 'preact';
import { number } from '#lib/core/number-words.ts';
import { describeCondition } from '#lib/core/segments/describe/describe.ts';
import { listed } from '#lib/core/segments/describe/duration-words.ts';
import { traitWordsIn } from '#lib/core/insight/items/item-words.ts';
import { silhouetteWords, verdictWords } from '#lib/core/insight/discover/group-words.ts';
import type { Discovery, FoundGroup } from '#lib/use-cases/insight/discover/discovery.ts';
import type { Telling } from '../telling.ts';
import { roundShare } from '../words/shares.ts';
import { DataTable } from './data-table.ts';
import { Note } from './part.ts';
import type { MakeSection } from './report-section.ts';

const head = { id: 'groups', title: 'Natural groups' };

const groupTable = ({ groups: found, people }: Discovery, { source }: Telling) =>
  DataTable<FoundGroup>({
    caption: 'Groups that behave alike, each with the rule that picks it',
    columns: [
      {
        head: 'Group',
        cell: ({ name, when }) => [
          h('span', { class: 'strong' }, name),
          h('span', { class: 'meaning' }, `Customers ${describeCondition(when, source)}.`),
        ],
      },
      { head: 'People', isNumber: true, cell: ({ members }) => number(members) },
      { head: 'Of all', isNumber: true, cell: ({ members }) => roundShare(members / people) },
      { head: 'Rule is right', isNumber: true, isRoomy: true, cell: ({ precision }) => roundShare(precision) },
      { head: 'Found again', isNumber: true, isRoomy: true, cell: ({ stability }) => roundShare(stability) },
    ],
    rows: found,
  });

const missingOf = ({ missing, people, traits }: Discovery, { source }: Telling): string => {
  if (missing !== undefined) return `No groups are looked for: ${missing}.`;
  const words = traitWordsIn(source);
  return `No groups lie apart among ${number(people)} people, and no few do most of anything. They were compared by ${listed(traits.map(words.label), 'and')}.`;
};

/** Groups that nobody has defined. */
export const groups: MakeSection = (telling) => {
  const { groups: found } = telling.report;
  const { verdict, silhouette = 0, people } = found;
  if (verdict === 'nothing') return { ...head, missing: missingOf(found, telling) };
  return {
    ...head,
    finding: `Among ${number(people)} people there are ${number(found.groups.length)} ${verdictWords[verdict]}.`,
    body: h(
      'div',
      { class: 'part' },
      groupTable(found, telling),
      h(
        Note,
        null,
        `Silhouette ${silhouette}: ${silhouetteWords(silhouette)}. Rule is right: the share of those whom the rule picks who belong to the group. Found again: how much of the group is found in other such people. `,
        'patron discover writes the groups as segments.',
      ),
    ),
  };
};
