import { writeFile } from 'node:fs/promises';
import { namingFile } from '#lib/tools/files/naming-file.ts';
import { refuseOverwriting } from '#lib/tools/files/refuse-overwriting.ts';
import type { People } from '#lib/use-cases/insight/people.ts';
import { personaOutput, personasOf } from '#lib/use-cases/insight/personas.ts';
import { personaCard } from '#lib/use-cases/insight/card/persona-card.ts';
import { defineCommand } from '../command/command.ts';
import { required, textOption, textsOption, type OptionValues } from '../command/options.ts';
import { storeFile } from '../input/store-options.ts';
import type { Terminal } from '../output/terminal.ts';
import { insightOptions, withPeople } from './insight-options.ts';
import { cardMarkdown } from './persona-markdown.ts';
import { cardText } from './persona-text.ts';

/** More confuse those who are to know them by heart. */
const mostSegments = 3;

const options = {
  ...insightOptions,
  segment: required(
    textsOption(
      { value: 'KEY', meaning: `The segment whose members make a persona; up to ${mostSegments} times.` },
      {
        rule: `one to ${mostSegments} different segments (more personas confuse)`,
        holds: (keys) => keys.length <= mostSegments && new Set(keys).size === keys.length,
      },
    ),
  ),
  out: textOption('FILE', 'Where to write the cards as Markdown.'),
};

type Values = OptionValues<typeof options>;

const tell = async (people: People, { segment: keys, out, json }: Values, terminal: Terminal): Promise<void> => {
  const personas = await personasOf(people, keys);
  const { catalogue, minimum } = people;
  const cards = personas.map((persona) => personaCard(persona, { source: catalogue.source, minimum }));
  if (out !== undefined) await namingFile(out, () => writeFile(out, cards.map(cardMarkdown).join('\n')));
  terminal.print(
    json
      ? JSON.stringify(personaOutput(people, personas), undefined, 2)
      : cards.map((card) => cardText(card, terminal)).join('\n\n'),
  );
};

export const personaCommand = defineCommand({
  name: 'persona',
  summary: 'Draws up to three segments as personas, each figure with its range.',
  explanation: `A card for each segment: a name, how many members there are and their share of revenue, what they are like, how they buy, what
annoys them, what they want, where they are reached, what sets them apart from everybody else, and what is not known of
them. Shares have their 95% range, of numbers it says what half of the members lie between. It ends with how many of the
lines that are found on one half of the people hold on the other.

The name says what most tells members from others: an end of the fifths of a trait, or a category. No figure rests on
fewer than --min members.`,
  options,
  run: async (values, terminal) => {
    const { store, out, segment: keys } = values;
    if (store !== undefined && out !== undefined) refuseOverwriting([storeFile(store)], [out]);
    // Two for the cards, and for the words of each segment two at most.
    const passes = 2 + 2 * keys.length;
    await withPeople({ ...values, withEvents: true, passes }, terminal, (people) => tell(people, values, terminal));
  },
});
