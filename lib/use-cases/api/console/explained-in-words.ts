import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { describeReason } from '#lib/core/segments/describe/describe-reason.ts';
import type { Explained } from '#lib/core/segments/explain/explain-whole.ts';
import type { Reason } from '#lib/core/segments/explain/explain.ts';
import type { SegmentExplanation } from '../../explain/explanation.ts';

/** An explained condition whose parts say in words what is the case. */
type ExplainedInWords =
  | { readonly kind: 'all' | 'any'; readonly holds: boolean; readonly parts: readonly ExplainedInWords[] }
  | { readonly kind: 'not'; readonly holds: boolean; readonly part: ExplainedInWords }
  | ({ readonly kind: 'condition'; readonly words: string } & Reason);

const inWords = (explained: Explained, say: (reason: Reason) => string): ExplainedInWords => {
  switch (explained.kind) {
    case 'all':
    case 'any':
      return { ...explained, parts: explained.parts.map((part) => inWords(part, say)) };
    case 'not':
      return { ...explained, part: inWords(explained.part, say) };
    case 'condition':
      return { ...explained, words: say(explained) };
    default:
      return explained satisfies never;
  }
};

/** Says in words what is the case of each part of some segments' conditions. */
export const explainedInWords = ({ source, segments }: Catalogue, explanations: readonly SegmentExplanation[]) => {
  const definitions = new Map(segments.map((segment) => [segment.key, segment.source]));
  return explanations.map((explanation) => {
    const definition = definitions.get(explanation.key);
    const say = (reason: Reason): string =>
      definition === undefined ? reason.condition : describeReason(reason, definition, source);
    return { ...explanation, condition: inWords(explanation.condition, say) };
  });
};
