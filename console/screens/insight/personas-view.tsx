import type { PersonasInWords } from '#lib/use-cases/api/console/insight-in-words.ts';
import { path } from '../../api/call.ts';
import { Empty } from '../../parts/empty.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { insight as words } from '../../words/en.ts';
import { Asked, type ViewProps } from './asked.tsx';
import { SegmentChoice, useSegments } from './segment-choice.tsx';

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

const Card = ({ persona }: { readonly persona: Persona }) => {
  const { title, facts, sections, notes } = persona.card;
  return (
    <article class="card persona">
      <p class="eyebrow">
        <a href={path`/segments/${persona.segment}`}>{persona.title ?? persona.segment}</a>
      </p>
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

/** A persona of more people would be everybody. */
const largestShare = 0.4;

/** The largest segment that is not nearly everybody. */
const usual = (segments: ReturnType<typeof useSegments>): string | undefined =>
  segments
    .filter(({ share }) => share !== null && share <= largestShare)
    .toSorted((one, other) => (other.share ?? 0) - (one.share ?? 0))[0]?.key ?? segments[0]?.key;

/** The members of a segment as one made-up person. */
export const PersonasView = ({ of, onOf }: ViewProps) => {
  const segments = useSegments();
  const shown = of ?? usual(segments);
  if (shown === undefined) return <Skeleton lines={8} />;
  return (
    <>
      <SegmentChoice label={words.personas.of} value={shown} onValue={onOf} first={[]} />
      <Asked<PersonasInWords> kind="persona" segment={shown}>
        {({ personas: [persona] }) =>
          persona === undefined ? (
            <Empty title={words.tooFew.title} hint={words.tooFew.hint} />
          ) : (
            <Card persona={persona} />
          )
        }
      </Asked>
    </>
  );
};
