import { moneyWords } from '#lib/core/money.ts';
import { describeCondition } from '#lib/core/segments/describe/describe.ts';
import type { Persona } from '../personas.ts';
import { counted, number, percent } from '#lib/core/number-words.ts';
import type { Telling } from './persona-row.ts';
import { notKnownWords, sectionsOf, type CardSection } from './persona-sections.ts';

/** A persona in words, as it is laid out in text and in Markdown. */
export interface PersonaCard {
  readonly title: string;
  /** Sentences. */
  readonly facts: readonly string[];
  readonly sections: readonly CardSection[];
  /** Sentences at the end. */
  readonly notes: readonly string[];
}

const sizeWords = ({ title, segment, members, share, revenue }: Persona, { source }: Telling): string => {
  const people = `${title ?? segment}: ${counted(members, 'member')}${share === undefined ? '' : `, ${percent(share)} of everybody`}`;
  if (revenue === undefined) return `${people}.`;
  const part = revenue.share === undefined ? 'revenue' : `${percent(revenue.share)} of all revenue`;
  return `${people}, with ${part} (${moneyWords(revenue.amount, source.currency)}).`;
};

const validationWords = ({ validation }: Persona): readonly string[] => {
  if (validation === undefined) return [];
  const { found, held } = validation;
  return found === 0
    ? ['Checked: on one half of the people alone nothing stands out.']
    : [
        `Checked: of ${counted(found, 'line')} found on one half of the people, ${held === found ? (found === 1 ? 'it holds' : 'all hold') : `${number(held)} hold`} on the other.`,
      ];
};

/** Puts a persona into words. */
export const personaCard = (persona: Persona, { source, minimum }: Omit<Telling, 'members'>): PersonaCard => {
  const telling = { source, minimum, members: persona.members };
  const { name, title, segment: key } = persona;
  const segment = source.segments.find((each) => each.key === key);
  const definition = segment ? [`By definition: customers ${describeCondition(segment.when, source)}.`] : [];
  const facts = [...definition, sizeWords(persona, telling)];
  if (name === undefined)
    return {
      title: title ?? key,
      facts,
      sections: [],
      notes: [`What they are like is told of no fewer than ${number(minimum)} members.`],
    };
  return {
    title: name,
    facts,
    sections: sectionsOf(persona, telling),
    notes: [...notKnownWords(persona, minimum), ...validationWords(persona)],
  };
};
