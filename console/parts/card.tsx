import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface Props {
  readonly title?: string;
  /** Below the title, in small letters. */
  readonly note?: ComponentChildren;
  /** Beside the title. */
  readonly actions?: ComponentChildren;
  /** `wide` takes the whole width of a grid of cards. */
  readonly width?: 'wide';
  readonly children?: ComponentChildren;
}

/** A part of a page with a heading of its own. Several stand in `<div class="cards">`. */
export const Card = ({ title, note, actions, width, children }: Props) => {
  const id = useId();
  return (
    <section class={width === undefined ? 'card' : `card ${width}`} aria-labelledby={title && id}>
      {title === undefined ? null : (
        <div class="card-head">
          <h2 id={id}>{title}</h2>
          {actions}
        </div>
      )}
      {note === undefined ? null : <p class="note">{note}</p>}
      {children}
    </section>
  );
};
