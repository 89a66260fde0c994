import { h, type ComponentChildren } from 'preact';

interface Props {
  readonly heading: string;
  /** Whether it stays on one sheet of paper. */
  readonly isWhole?: boolean;
  readonly children?: ComponentChildren;
}

/** A part of a section under a heading of its own. */
export const Part = ({ heading, isWhole, children }: Props) =>
  h('div', { class: isWhole ? 'part keep' : 'part' }, h('h3', null, heading), children);

/** A remark below a chart or a table. */
export const Note = ({ children }: { readonly children?: ComponentChildren }) => h('p', { class: 'note' }, children);
