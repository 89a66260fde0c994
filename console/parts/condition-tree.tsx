import { parts } from '../words/en.ts';
import { Badge } from './badge.tsx';

/** A condition in words as the API explains it; `holds` and `observed` where it is of a person. */
export type ConditionNode =
  | { readonly kind: 'all' | 'any'; readonly holds?: boolean; readonly parts: readonly ConditionNode[] }
  | { readonly kind: 'not'; readonly holds?: boolean; readonly part: ConditionNode }
  | {
      readonly kind: 'condition';
      readonly condition: string;
      /** The condition in plain words; of a person what is the case, with the value that was observed. */
      readonly words?: string;
      readonly holds?: boolean;
      /** The value that the condition was decided by; shown where there are no words. */
      readonly observed?: unknown;
      readonly approximate?: true;
    };

interface Props {
  readonly tree: ConditionNode;
  /** A value in words; as JSON by default. */
  readonly valueWords?: (observed: unknown) => string;
}

const asJson = (observed: unknown): string =>
  typeof observed === 'string' ? observed : (JSON.stringify(observed) ?? parts.nothing);

const Mark = ({ holds }: { readonly holds: boolean | undefined }) =>
  holds === undefined ? null : (
    <span class={holds ? 'mark holds' : 'mark'}>
      <span aria-hidden="true">{holds ? '✓' : '✗'}</span>
      <span class="visually-hidden">{holds ? parts.holds : parts.holdsNot} </span>
    </span>
  );

const childrenOf = (node: Exclude<ConditionNode, { kind: 'condition' }>): readonly ConditionNode[] =>
  node.kind === 'not' ? [node.part] : node.parts;

const Node = ({ node, valueWords = asJson }: { readonly node: ConditionNode } & Omit<Props, 'tree'>) => {
  if (node.kind === 'condition')
    return (
      <li class="condition">
        <Mark holds={node.holds} />
        <span>
          {node.words ?? node.condition}
          {node.approximate ? <Badge>{parts.approximate}</Badge> : null}
          {'observed' in node && node.words === undefined ? (
            <span class="observed"> {parts.observed(valueWords(node.observed))}</span>
          ) : null}
        </span>
      </li>
    );
  return (
    <li>
      <Mark holds={node.holds} />
      <span class="group-name">{parts[node.kind]}</span>
      <ul>
        {childrenOf(node).map((child, index) => (
          <Node key={index} node={child} valueWords={valueWords} />
        ))}
      </ul>
    </li>
  );
};

/** What a segment asks, as a tree; of a person with what holds and what was seen. */
export const ConditionTree = ({ tree, ...words }: Props) => (
  <ul class="condition-tree">
    <Node node={tree} {...words} />
  </ul>
);
