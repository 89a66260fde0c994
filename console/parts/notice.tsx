import type { ComponentChildren } from 'preact';

interface Props {
  /** `warn` for what wants to be looked at; plain by default. */
  readonly tone?: 'warn' | 'plain';
  readonly children: ComponentChildren;
}

/** Something to know about what stands below it. */
export const Notice = ({ tone = 'plain', children }: Props) => <div class={`notice ${tone}`}>{children}</div>;
