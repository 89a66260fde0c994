import { Card } from '../../parts/card.tsx';
import { CodeBlock } from '../../parts/code-block.tsx';
import { ConditionTree } from '../../parts/condition-tree.tsx';
import { segment as words } from '../../words/en.ts';
import type { SegmentDetail } from './segment-detail.ts';

/** What has to hold for somebody to be in a segment, in sentences and as JSON. */
export const Definition = ({ detail: { condition, definition, key, meaning } }: { readonly detail: SegmentDetail }) => (
  <Card title={words.definition.title}>
    <p class="finding">{meaning}</p>
    {condition.kind === 'condition' ? null : <ConditionTree tree={condition} />}
    <details>
      <summary>{words.definition.show}</summary>
      <CodeBlock label={words.definition.json(key)} text={JSON.stringify(definition, undefined, 2)} />
    </details>
  </Card>
);
