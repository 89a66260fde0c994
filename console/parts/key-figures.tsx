import type { ComponentChildren } from 'preact';

/** One figure with what it counts. */
export interface KeyFigure {
  readonly value: ComponentChildren;
  /** Behind the value in small letters. */
  readonly unit?: string;
  readonly meaning: string;
}

interface Props {
  readonly label: string;
  readonly figures: readonly KeyFigure[];
}

/** A few large figures in a row. */
export const KeyFigures = ({ label, figures }: Props) => (
  <dl class="key-figures" aria-label={label}>
    {figures.map(({ value, unit, meaning }) => (
      <div key={meaning}>
        <dt>{meaning}</dt>
        <dd>
          {value}
          {unit === undefined ? null : <small> {unit}</small>}
        </dd>
      </div>
    ))}
  </dl>
);
