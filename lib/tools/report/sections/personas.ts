import { h } from 'preact';
import { listed } from '#lib/core/segments/describe/duration-words.ts';
import type { Persona } from '#lib/use-cases/insight/personas.ts';
import type { Telling } from '../telling.ts';
import { roundShare } from '../words/shares.ts';
import { Note } from './part.ts';
import { PersonaCardView } from './persona-card-view.ts';
import type { MakeSection } from './report-section.ts';

const head = { id: 'personas', title: 'Personas' };

const introduced = ({ name, title, segment, share, revenue }: Persona): string => {
  const who = name ?? title ?? segment;
  if (share === undefined) return who;
  const bring = revenue?.share === undefined ? '' : ` with ${roundShare(revenue.share)} of revenue`;
  return `${who} (${roundShare(share)} of everybody${bring})`;
};

/** Segments as made-up people. */
export const personas: MakeSection = (telling: Telling) => {
  const { personas: found, minimum } = telling.report;
  if (found.length === 0)
    return { ...head, missing: `No segment has ${minimum} members, so there is nobody to draw as a persona yet.` };
  return {
    ...head,
    finding: `${found.length === 1 ? 'One persona stands' : `${found.length === 2 ? 'Two' : 'Three'} personas stand`} for real members: ${listed(found.map(introduced), 'and')}.`,
    body: [
      h(
        'div',
        { class: 'part cards' },
        found.map((persona) => h(PersonaCardView, { persona, telling })),
      ),
      h(
        Note,
        null,
        'The names are made up; every figure is that of the members. “Half of them” is the middle half. Ranges of shares are 95% intervals.',
      ),
    ],
  };
};
