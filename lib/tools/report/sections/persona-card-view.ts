import { h } from 'preact';
import { personaCard } from '#lib/use-cases/insight/card/persona-card.ts';
import type { CardRow } from '#lib/use-cases/insight/card/persona-row.ts';
import type { CardSection } from '#lib/use-cases/insight/card/persona-sections.ts';
import type { Persona } from '#lib/use-cases/insight/personas.ts';
import type { Telling } from '../telling.ts';

interface Props {
  readonly persona: Persona;
  readonly telling: Telling;
}

const besideOf = ({ range, others }: CardRow): string =>
  [...(range === '' ? [] : [range]), ...(others === '' ? [] : [`others ${others}`])].join('; ');

/** A figure with what it is of; of whom it is known only where that is not everybody. */
const row = (each: CardRow) => {
  const beside = besideOf(each);
  const known = each.known === '' || each.known === 'all' ? '' : `known of ${each.known}`;
  return h(
    'div',
    null,
    h('dt', null, each.what),
    h(
      'dd',
      null,
      h('span', { class: 'strong' }, each.figure),
      beside === '' && known === ''
        ? null
        : h('span', { class: 'beside' }, [beside, known].filter((text) => text !== '').join('; ')),
    ),
  );
};

/** A part of the card; what is not known of it is said once for all parts, at the end. */
const part = ({ heading, rows, note }: CardSection, isLast: boolean) =>
  rows.length === 0
    ? null
    : [
        h('h4', null, heading),
        h('dl', null, rows.map(row)),
        note === undefined || !isLast ? null : h('p', { class: 'note' }, note),
      ];

/** A persona as a card to be hung up. */
export const PersonaCardView = ({ persona, telling: { report, source } }: Props) => {
  const { title, facts, sections, notes } = personaCard(persona, { source, minimum: report.minimum });
  const meaning = report.segments.find(({ key }) => key === persona.segment)?.meaning;
  return h(
    'article',
    { class: 'card' },
    h('h3', null, title),
    facts.map((fact) => h('p', { class: 'fact' }, fact)),
    meaning === undefined ? null : h('p', { class: 'meaning' }, meaning),
    sections.map((section, place) => part(section, place === sections.length - 1)),
    notes.map((note) => h('p', { class: 'note' }, note)),
  );
};
