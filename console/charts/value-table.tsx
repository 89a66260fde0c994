import type { ComponentChildren } from 'preact';

interface Props {
  readonly caption: string;
  readonly rows: readonly { readonly name: string; readonly value: ComponentChildren }[];
}

/** The values of a chart as a table of two columns. */
export const ValueTable = ({ caption, rows }: Props) => (
  <div class="scrolled" tabIndex={0} role="region" aria-label={caption}>
    <table>
      <caption class="visually-hidden">{caption}</caption>
      <tbody>
        {rows.map(({ name, value }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td class="number">{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
