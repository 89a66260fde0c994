import type { ErasedExplanation, Explanation, SegmentExplanation } from '#lib/use-cases/explain/explanation.ts';
import type { LatestChange } from '#lib/use-cases/history/latest-changes.ts';
import { describeReason } from '#lib/core/segments/describe/describe-reason.ts';
import { describeSegment } from '#lib/core/segments/describe/describe.ts';
import type { Explained } from '#lib/core/segments/explain/explain-whole.ts';
import type { CatalogueSource, Segment } from '#lib/core/segments/language/language.ts';
import { instantWords, withInstantWords } from '#lib/core/time/instant-words.ts';

interface Words {
  readonly segment: Segment;
  readonly source: CatalogueSource;
}

const mark = (holds: boolean): string => (holds ? '✓' : '✗');

const groupWords = { all: 'all of these', any: 'any of these' } as const;
const contrary = { all: 'any', any: 'all' } as const;

/** One line for each part, with `not` carried down to where it can be said plainly. */
const conditionLines = (part: Explained, words: Words, isNegated = false): readonly string[] => {
  switch (part.kind) {
    case 'not':
      return conditionLines(part.part, words, !isNegated);
    case 'condition':
      return [`${mark(part.holds)} ${withInstantWords(describeReason(part, words.segment, words.source))}`];
    case 'all':
    case 'any': {
      const asked = isNegated ? contrary[part.kind] : part.kind;
      const lines = part.parts.flatMap((child) => conditionLines(child, words, isNegated));
      return [`${mark(part.holds !== isNegated)} ${groupWords[asked]}`, ...lines.map((line) => `  ${line}`)];
    }
    default:
      return part satisfies never;
  }
};

const causeWords = ({ origin, cause }: LatestChange): string => {
  const event = 'eventId' in cause ? ` (${cause.eventId})` : '';
  switch (origin) {
    case 'live':
      return `an event${event} came in`;
    case 'timer':
      return 'time had passed';
    case 'backfill':
      return 'the catalogue had changed';
    case 'merge':
      return `a visitor turned out to be the customer${event}`;
    case 'erasure':
      return 'the person asked to be forgotten';
    default:
      return origin satisfies never;
  }
};

const changeLine = (change: LatestChange | null): string => {
  if (change === null) return 'It has never changed.';
  const verb = change.status === 'entered' ? 'Entered' : 'Left';
  const announcement = change.changeId === null ? 'quietly, without being published' : `change ${change.changeId}`;
  return `${verb} on ${instantWords(change.effectiveAt)}, as ${causeWords(change)}: ${announcement}.`;
};

const nextLine = ({ next }: SegmentExplanation): string => {
  if (next === null) return 'Only an event can change this.';
  const verb = next.status === 'entered' ? 'Will enter' : 'Will leave';
  return `${verb} on ${instantWords(next.at)}, if nothing else happens.`;
};

/** Why a person is in a segment or not, in plain words. */
export const segmentExplanationText = (explained: SegmentExplanation, source: CatalogueSource): string => {
  const { key, name, isMember, since, condition, change, notes } = explained;
  const segment = source.segments.find((one) => one.key === key);
  const title = `${isMember ? 'IN ' : 'OUT'}  ${name === key ? key : `${name} (${key})`}`;
  const lines =
    segment === undefined
      ? []
      : [
          describeSegment(segment, source),
          ...conditionLines(condition, { segment, source }).map((line) => `  ${line}`),
        ];
  const details = [...lines, changeLine(change), nextLine(explained), ...notes.map((note) => `Note: ${note}`)];
  const entered = since === null ? '' : `, since ${instantWords(since)}`;
  return [`${title}${entered}`, ...details.map((line) => `     ${line}`)].join('\n');
};

type PersonId = { readonly customerId: string } | { readonly anonymousId: string };

const who = (id: PersonId): string => ('customerId' in id ? `Customer ${id.customerId}` : `Visitor ${id.anonymousId}`);

const title = (explanation: Explanation): string => {
  const asked = explanation.asked === undefined ? '' : `${who(explanation.asked)} is a customer: `;
  const inside = explanation.segments.filter(({ isMember }) => isMember).length;
  const of = explanation.segments.length;
  return `${asked}${who(explanation)} on ${instantWords(explanation.asOf)}, in ${inside} of ${of} segment${of === 1 ? '' : 's'}`;
};

/** An explanation in plain words: for each segment why the person is in it or not. */
export const explanationText = (explanation: Explanation | ErasedExplanation, source: CatalogueSource): string => {
  if (explanation.kind === 'erased') {
    const { erasedAt, receiptId } = explanation;
    return `${who(explanation)} was erased on ${instantWords(erasedAt)} (receipt ${receiptId}): nothing else is known of them.`;
  }
  return [
    [title(explanation), ...explanation.notes.map((note) => `Note: ${note}`)].join('\n'),
    ...explanation.segments.map((segment) => segmentExplanationText(segment, source)),
  ].join('\n\n');
};
