import type { ComponentChildren } from 'preact';

/** A name and what it is. */
export interface Fact {
  readonly name: string;
  readonly value: ComponentChildren;
  /** Below the value in small letters, such as where it comes from. */
  readonly note?: ComponentChildren;
}

/** Names and values in two columns, one below the other on a phone. */
export const Facts = ({ facts }: { readonly facts: readonly Fact[] }) => (
  <dl class="facts">
    {facts.map(({ name, value, note }) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>
          {value}
          {note === undefined ? null : <span class="note">{note}</span>}
        </dd>
      </div>
    ))}
  </dl>
);
