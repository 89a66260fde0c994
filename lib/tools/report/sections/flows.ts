import { h } from 'preact';
import { counted, number } from '#lib/core/number-words.ts';
import type { Flow } from '#lib/core/insight/metrics/segment-flows.ts';
import { FlowChart } from '../charts/flow-chart.ts';
import type { FlowLink } from '../charts/flow-layout.ts';
import type { Telling } from '../telling.ts';
import { quoted } from '../words/quoted.ts';
import { lastFullMonth } from './last-full-month.ts';
import { Note } from './part.ts';
import type { MakeSection } from './report-section.ts';

const head = { id: 'flows', title: 'Flows between segments' };

const mostShown = 10;
const mostSaid = 5;

/** Of the largest flow: what is less is a thread that nobody sees. */
const leastShown = 0.02;

/** Those from one segment to another; that somebody left one and entered none is told by its size. */
const linksOf = (flows: readonly Flow[], { nameOf }: Telling): readonly FlowLink[] =>
  flows
    .flatMap(({ from, to, people }) =>
      from === null || to === null ? [] : [{ from: nameOf(from), to: nameOf(to), people }],
    )
    .toSorted((one, other) => other.people - one.people);

const people = (count: number): string => (count === 1 ? '1 person' : `${number(count)} people`);

const sentence = ({ from, to, people: count }: FlowLink) =>
  h('li', null, `${people(count)} left ${quoted(from)} and entered ${quoted(to)}.`);

/** Where people went in the last full month. */
export const flows: MakeSection = (telling) => {
  const { report, dates } = telling;
  const month = lastFullMonth(report.flows, telling) ?? report.flows.at(-1);
  if (month === undefined)
    return { ...head, missing: 'No event has come yet, so nobody has gone from one segment to another.' };
  const links = linksOf(month.flows, telling);
  const [largest] = links;
  const name = dates.month(month.from);
  if (largest === undefined) return { ...head, missing: `Nobody went from one segment to another in ${name}.` };
  const shown = links.filter(({ people: count }) => count >= leastShown * largest.people).slice(0, mostShown);
  return {
    ...head,
    finding: `In ${name} the largest flow led from ${quoted(largest.from)} to ${quoted(largest.to)}: ${people(largest.people)}.`,
    body: h(
      'div',
      { class: 'part' },
      h('h3', null, `The ${shown.length === 1 ? 'only flow' : `${number(shown.length)} largest flows`} of ${name}`),
      h(FlowChart, {
        links: shown,
        label: `Flows between segments in ${name}; the largest are listed below`,
      }),
      h('ul', { class: 'said' }, shown.slice(0, mostSaid).map(sentence)),
      h(
        Note,
        null,
        'Left: the segment they left; right: the one they entered. Somebody who leaves or enters several segments is in several flows. ',
        links.length > shown.length ? `${counted(links.length - shown.length, 'smaller flow')} not shown.` : '',
      ),
    ),
  };
};
