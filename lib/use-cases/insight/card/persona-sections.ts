import type { Line } from '#lib/core/insight/compare/line.ts';
import { itemWordsIn } from '#lib/core/insight/items/item-words.ts';
import { cardParts, type CardPart } from '#lib/core/insight/persona/card-parts.ts';
import { listed } from '#lib/core/segments/describe/duration-words.ts';
import type { Persona } from '../personas.ts';
import type { TermLine } from '../words.ts';
import { number, percent } from '#lib/core/number-words.ts';
import { otherWords, shareWords } from '#lib/core/insight/compare/line-words.ts';
import { figureRow } from './persona-figure.ts';
import { intervalWords, knownOfWords, memberWords, type CardRow, type Telling } from './persona-row.ts';

/** A part of a card: its figures, and what is to be said beside them. */
export interface CardSection {
  readonly heading: string;
  readonly rows: readonly CardRow[];
  readonly note?: string;
}

const headings: Readonly<Record<CardPart, string>> = {
  demographics: 'Demographics',
  geographics: 'Geographics',
  psychographics: 'Psychographics',
  behaviour: 'Behaviour',
  painPoints: 'Pain points',
  goals: 'Goals',
  channels: 'Channels',
};

const wordRow = ({ term, unhappy, happy }: TermLine): CardRow => ({
  others: '',
  what: `unhappy texts: ${term}`,
  figure: percent(unhappy),
  range: `happy texts ${percent(happy)}`,
  known: '',
});

const lineRow = (line: Line, { source, minimum, members }: Telling): CardRow => ({
  what: `${itemWordsIn(source)(line.trait, line.value)}${line.confirmedOnHalf ? '' : ' *'}`,
  figure: memberWords(line, minimum),
  range: intervalWords(line.interval),
  others: otherWords(line),
  known: knownOfWords(line.known, members),
});

/** As many lines as a person reads; --json has all of them. */
const mostLines = 10;

/** What is known of a part: nothing where it is known of half of the members or more. */
const knownWords = ({ notKnown = [] }: Persona, part: CardPart, minimum: number): string | undefined => {
  const little = notKnown.find((each) => each.part === part);
  if (little === undefined) return undefined;
  if (little.says !== undefined) return little.says;
  return little.knownShare === undefined
    ? `known of fewer than ${minimum} members`
    : `known of only ${shareWords(little.knownShare)} of members`;
};

const partSection = (persona: Persona, part: CardPart, telling: Telling): CardSection => {
  const figures = (persona[part] ?? []).map((figure) => figureRow(figure, telling));
  const words = part === 'painPoints' ? (persona.unhappyWords ?? []).map(wordRow) : [];
  const rows = [...figures, ...words];
  const known = knownWords(persona, part, telling.minimum);
  const note = known ?? (rows.length === 0 ? 'nothing that enough members have in common' : undefined);
  return { heading: headings[part], rows, ...(note !== undefined && { note }) };
};

const standsOutSection = ({ standsOut = [] }: Persona, telling: Telling): CardSection => {
  const rows = standsOut.slice(0, mostLines).map((line) => lineRow(line, telling));
  const rest = standsOut.length - rows.length;
  const doubt = standsOut.some(({ confirmedOnHalf }) => !confirmedOnHalf);
  const notes = [
    ...(rows.length === 0 ? ['nothing: they differ too little in what is known, or too little is known of them'] : []),
    ...(rest > 0 ? [`and ${number(rest)} more with --json`] : []),
    ...(doubt ? ['*: not seen on each half of the people taken alone, so perhaps chance'] : []),
  ];
  return { heading: 'What sets them apart', rows, ...(notes.length > 0 && { note: notes.join('; ') }) };
};

/** The parts of which little is known, those of which as little together. */
export const notKnownWords = (persona: Persona, minimum: number): readonly string[] => {
  const parts = Map.groupBy(cardParts, (part) => knownWords(persona, part, minimum));
  return [...parts].flatMap(([known, alike]) =>
    known === undefined
      ? []
      : [
          `${known.charAt(0).toUpperCase()}${known.slice(1)}: ${listed(
            alike.map((part) => headings[part].toLowerCase()),
            'and',
          )}.`,
        ],
  );
};

/** The parts of a card, and at their end what sets members apart. */
export const sectionsOf = (persona: Persona, telling: Telling): readonly CardSection[] => [
  ...cardParts.map((part) => partSection(persona, part, telling)),
  standsOutSection(persona, telling),
];
