import type { ComponentChildren } from 'preact';
import { parts } from '../words/en.ts';

interface Props {
  /** `in` and `out` of a segment, `warn` for what wants to be looked at; plain by default. */
  readonly tone?: 'in' | 'out' | 'warn' | 'plain';
  readonly children: ComponentChildren;
}

/** A word or two beside a name. */
export const Badge = ({ tone = 'plain', children }: Props) => <span class={`badge ${tone}`}>{children}</span>;

/** Whether somebody is in a segment, in words and not by colour alone. */
export const InOut = ({ isIn }: { readonly isIn: boolean }) => (
  <Badge tone={isIn ? 'in' : 'out'}>{isIn ? parts.in : parts.out}</Badge>
);
