import { parts } from '../words/en.ts';

interface Props {
  /** Three by default. */
  readonly lines?: number;
}

/** Where something is loading. Seen only after a moment, since most answers come before. */
export const Skeleton = ({ lines = 3 }: Props) => (
  <div class="skeleton" role="status">
    <span class="visually-hidden">{parts.loading}</span>
    {Array.from({ length: lines }, (_, line) => (
      <span key={line} class="bone" aria-hidden="true" />
    ))}
  </div>
);
