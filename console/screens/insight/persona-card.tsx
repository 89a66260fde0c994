import type { PersonasInWords } from '#lib/use-cases/api/console/insight-in-words.ts';
import { path } from '../../api/call.ts';
import { insight as words } from '../../words/en.ts';

type Persona = PersonasInWords['personas'][number];

type Section = Persona['card']['sections'][number];

const besideOf = ({ range, others, known }: Section['rows'][number]): string =>
  [
    range,
    others === '' ? '' : words.personas.others(others),
    known === '' || known === 'all' ? '' : words.personas.known(known),
  ]
    .filter((text) => text !== '')
    .join('; ');

/** As many as are read at a glance. */
const mostRows = 5;

const figure = (row: Section['rows'][number]) => (
  <div key={row.what}>
    <dt>{row.what}</dt>
    <dd>
      <span class="strong">{row.figure}</span>
      <span class="note">{besideOf(row)}</span>
    </dd>
  </div>
);

const Part = ({ section: { heading, rows, note } }: { readonly section: Section }) => (
  <section class="persona-part">
    <h3>{heading}</h3>
    <dl>{rows.slice(0, mostRows).map(figure)}</dl>
    {rows.length > mostRows ? (
      <details>
        <summary>{words.personas.more(String(rows.length - mostRows))}</summary>
        <dl>{rows.slice(mostRows).map(figure)}</dl>
      </details>
    ) : null}
    {note === undefined ? null : <p class="note">{note}</p>}
  </section>
);

interface Props {
  readonly persona: Persona;
  /** Whether the card links to its segment: not where that is what it stands on. */
  readonly isLinked?: boolean;
}

/** The members of a segment as one made-up person, in words. */
export const PersonaCard = ({ persona, isLinked = false }: Props) => {
  const { title, facts, sections, notes } = persona.card;
  return (
    <article class="card persona">
      {isLinked ? (
        <p class="eyebrow">
          <a href={path`/segments/${persona.segment}`}>{persona.title ?? persona.segment}</a>
        </p>
      ) : null}
      <h2 class="persona-name">{title}</h2>
      {facts.map((fact) => (
        <p key={fact} class="lede">
          {fact}
        </p>
      ))}
      <div class="persona-parts">
        {sections
          .filter(({ rows }) => rows.length > 0)
          .map((section) => (
            <Part key={section.heading} section={section} />
          ))}
      </div>
      {notes.map((note) => (
        <p key={note} class="note">
          {note}
        </p>
      ))}
    </article>
  );
};
