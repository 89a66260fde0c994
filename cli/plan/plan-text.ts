import type { Plan, Sample, SegmentPlan } from '#lib/use-cases/plan/plan.ts';
import { describeReason } from '#lib/core/segments/describe/describe-reason.ts';
import type { Reason } from '#lib/core/segments/explain/explain.ts';
import type { CatalogueSource, Segment } from '#lib/core/segments/language/language.ts';
import { withInstantWords } from '../output/instant-words.ts';
import { counted } from '../replay/summary-text.ts';

const overlapsShown = 10;

const number = (value: number): string => value.toLocaleString('en');

/** `12.5%` */
export const percent = (share: number): string =>
  `${(share * 100).toLocaleString('en', { maximumFractionDigits: 1 })}%`;

const dollars = (amount: number): string =>
  `$${amount.toLocaleString('en', amount < 1 ? { maximumSignificantDigits: 2 } : { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;

const definitionWords = ({ definition, renamedFrom, sameAs, isQuiet }: SegmentPlan): string =>
  [
    ...(definition === 'unchanged' || definition === 'unknown' ? [] : [definition]),
    ...(renamedFrom === undefined ? [] : [`was called ${JSON.stringify(renamedFrom)}`]),
    ...(sameAs === undefined ? [] : [`same as ${sameAs} of before`]),
    ...(isQuiet ? ['quiet'] : []),
  ].join(', ');

const row = (segment: SegmentPlan): readonly string[] => [
  segment.key,
  number(segment.before),
  number(segment.after),
  `+${number(segment.entering)}`,
  `-${number(segment.leaving)}`,
  percent(segment.change),
  definitionWords(segment),
];

const heads = ['segment', 'before', 'after', 'enter', 'leave', 'change', ''];

/** Names to the left, numbers to the right. */
const table = (rows: readonly (readonly string[])[]): string => {
  const widths = heads.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const isText = (column: number): boolean => column === 0 || column === heads.length - 1;
  const cell = (text: string, column: number): string =>
    isText(column) ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0);
  return rows.map((cells) => `  ${cells.map(cell).join('  ')}`.trimEnd()).join('\n');
};

const reasonWords = (reason: Reason, definition: Segment | undefined, source: CatalogueSource): string =>
  definition === undefined
    ? 'the catalogue has the segment no more'
    : withInstantWords(describeReason(reason, definition, source));

const sampleText = (sample: Sample, { key }: SegmentPlan, source: CatalogueSource): string => {
  const definition = source.segments.find((segment) => segment.key === key);
  const reasons = sample.because.map((reason) => reasonWords(reason, definition, source));
  const who = 'customerId' in sample ? sample.customerId : `visitor ${sample.anonymousId}`;
  return `    ${who}: ${reasons.join(' and ')}`;
};

const samplesText = (segment: SegmentPlan, source: CatalogueSource): readonly string[] =>
  (['entering', 'leaving'] as const).flatMap((turn) => {
    const samples = segment.samples[turn];
    if (samples.length === 0) return [];
    return [`  ${segment.key}, ${turn}:`, ...samples.map((sample) => sampleText(sample, segment, source))];
  });

const overlapLine = ({ segments: [one, other], members, share }: Plan['overlaps'][number]): string =>
  `  ${one} and ${other}: ${number(members)}, ${percent(share)} of the smaller`;

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [[title, ...lines].join('\n')];

const burstLine = ({ burst }: Plan): string => {
  const { profiles, entries, quiet, dollars: cost } = burst;
  const silent = quiet === 0 ? '' : `, ${counted(quiet, 'quiet change')} not published`;
  return `The pass decides ${counted(profiles, 'profile')} and publishes ${number(entries)} ${entries === 1 ? 'entry' : 'entries'}${silent}: about ${dollars(cost.total)} (${dollars(cost.deciding)} to decide, ${dollars(cost.publishing)} to publish).`;
};

/** A plan as people read it; `source` is the new catalogue. */
export const planText = (plan: Plan, source: CatalogueSource): string => {
  const { customers, visitors } = plan.profiles;
  return [
    `As of ${plan.at}, ${counted(customers, 'customer')} and ${counted(visitors, 'visitor')}`,
    table([heads, ...plan.segments.map(row)]),
    ...section(
      'Some of them, and why',
      plan.segments.flatMap((segment) => samplesText(segment, source)),
    ),
    ...section('Afterwards in two segments', plan.overlaps.slice(0, overlapsShown).map(overlapLine)),
    burstLine(plan),
    ...section(
      'Notes',
      plan.notes.map((note) => `  ${note}`),
    ),
  ].join('\n\n');
};
