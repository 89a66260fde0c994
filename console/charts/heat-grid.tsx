import type { ComponentChildren } from 'preact';

/** One cell: what it says, and how strong it is. */
interface HeatCell {
  readonly content: ComponentChildren;
  /** From 0 for nothing to 1 for the most. */
  readonly strength: number;
}

interface Props {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly HeatCell[] }[];
}

const levels = 5;

/** 0 only for nothing. */
const levelOf = (strength: number): number => Math.min(levels, Math.ceil(strength * levels));

/** A table whose cells are coloured by how strong they are; each says so in words too. */
export const HeatGrid = ({ caption, columns, rows }: Props) => (
  <div class="scrolled" tabIndex={0} role="region" aria-label={caption}>
    <table class="heat">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <td />
          {columns.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, cells }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {cells.map(({ content, strength }, index) => (
              <td key={columns[index]} class={`heat-${levelOf(strength)}`}>
                {content}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
