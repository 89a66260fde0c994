import { describeSegment } from '#lib/core/segments/describe/describe.ts';
import type { CatalogueSource, Segment } from '#lib/core/segments/language/language.ts';
import type { Command } from './command/command.ts';
import { loadCatalogue } from './input/load-catalogue.ts';
import { counted } from './replay/summary-text.ts';

const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, '  ');

const explained = (segment: Segment, source: CatalogueSource): string => {
  const { key, name, description } = segment;
  const title = name === undefined || name === key ? key : `${key}: ${name}`;
  const lines = [...(description === undefined ? [] : [description]), describeSegment(segment, source)];
  return [title, ...lines.map(indented)].join('\n');
};

export const checkCommand: Command = {
  name: 'check',
  summary: 'Checks a catalogue and tells what each segment means in plain words.',
  explanation:
    'A catalogue that does not fit is refused with the path of the fault, what was seen and what was expected.',
  options: {
    segments: {
      value: 'FILE',
      meaning: 'The catalogue of segments, as JSON; by default the one that comes with Patron.',
    },
  },
  run: async (values, { print }) => {
    const { source } = await loadCatalogue(values['segments']);
    const fits = `The catalogue fits: ${counted(source.segments.length, 'segment')}, amounts in ${source.currency}.`;
    print([fits, ...source.segments.map((segment) => explained(segment, source))].join('\n\n'));
  },
};
