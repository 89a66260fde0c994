import type { Plan, Sample, SegmentPlan } from '#lib/use-cases/plan/plan.ts';
import { describeReason } from '#lib/core/segments/describe/describe-reason.ts';
import type { Reason } from '#lib/core/segments/explain/explain.ts';
import type { CatalogueSource, Segment } from '#lib/core/segments/language/language.ts';
import { withInstantWords } from '#lib/core/time/instant-words.ts';
import { counted, dollars, number, percent } from '../output/numbers.ts';
import { table } from '../output/table.ts';

const overlapsShown = 10;

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

const segmentTable = ({ segments }: Plan): string =>
  table([heads, ...segments.map(row)], ['left', 'right', 'right', 'right', 'right', 'right', 'left'])
    .map((line) => `  ${line}`)
    .join('\n');

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
  (['entering', 'leaving'] as const).flatMap((direction) => {
    const samples = segment.samples[direction];
    if (samples.length === 0) return [];
    return [`  ${segment.key}, ${direction}:`, ...samples.map((sample) => sampleText(sample, segment, source))];
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
    segmentTable(plan),
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
