import type { ComponentChildren } from 'preact';

interface Props {
  /** What is not there. */
  readonly title: string;
  /** What to do so that something is. */
  readonly hint: ComponentChildren;
  readonly actions?: ComponentChildren;
}

/** Where there is nothing to show. */
export const Empty = ({ title, hint, actions }: Props) => (
  <div class="empty">
    <p class="empty-title">{title}</p>
    <p class="note">{hint}</p>
    {actions === undefined ? null : <div class="actions">{actions}</div>}
  </div>
);
