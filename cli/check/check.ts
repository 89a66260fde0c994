import { CatalogueError, faultLine, type CatalogueFault } from '#lib/core/segments/check/catalogue-error.ts';
import { catalogueWarnings } from '#lib/core/segments/check/warnings/catalogue-warnings.ts';
import type { CatalogueWarning } from '#lib/core/segments/check/warnings/warning.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { describeSegment, describeTraits } from '#lib/core/segments/describe/describe.ts';
import { anyOfWords } from '#lib/core/segments/describe/value-words.ts';
import type { CatalogueSource, Segment } from '#lib/core/segments/language/language.ts';
import type { StoreFindings } from '#lib/tools/occurrence/look-in-store.ts';
import { defineCommand } from '../command/command.ts';
import { switchOption, textOption } from '../command/options.ts';
import { catalogueOption, loadCatalogue } from '../input/catalogue-option.ts';
import { modelOption } from '../input/model-option.ts';
import { withStore, type Opened } from '../input/store-options.ts';
import { counted } from '../output/numbers.ts';
import { storeText } from './store-text.ts';

const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, '  ');

const segmentText = (segment: Segment, source: CatalogueSource): string => {
  const { key, name, description } = segment;
  const title = name === undefined || name === key ? key : `${key}: ${name}`;
  const lines = [...(description === undefined ? [] : [description]), describeSegment(segment, source)];
  return [title, ...lines.map(indented)].join('\n');
};

/** The first line: what the whole catalogue is about. */
const summaryText = (source: CatalogueSource): string => {
  const { segments, traits = {}, topics = {}, currency, timeZone, predict } = source;
  const own = Object.keys(traits).length;
  const found = Object.keys(topics).length;
  const parts = [
    counted(segments.length, 'segment'),
    `amounts in ${currency}`,
    ...(timeZone === undefined ? [] : [`local times in ${timeZone}`]),
    ...(own === 0 ? [] : [counted(own, 'computed trait')]),
    ...(found === 0 ? [] : [counted(found, 'topic')]),
    ...(predict === undefined ? [] : [`predictions by the model ${predict.modelId}`]),
  ];
  return `The catalogue fits: ${parts.join(', ')}.`;
};

/** The topics of feedback, each with its terms. */
const topicTexts = ({ topics = {} }: CatalogueSource): readonly string[] =>
  Object.entries(topics).map(([name, terms]) => `topic "${name}"\n  Texts with ${anyOfWords(terms, 'plain')}.`);

const warningLine = ({ path, text }: CatalogueWarning): string => `warning: ${path}: ${text}`;

/** The faults of a catalogue that was refused; none where something else went wrong. */
const faultsIn = (error: unknown): readonly CatalogueFault[] =>
  error instanceof Error && error.cause instanceof CatalogueError ? error.cause.faults : [];

/** Looks in the store at a path. */
const findingsIn = async (store: string, catalogue: Catalogue): Promise<StoreFindings> => {
  const { lookInStore } = await import('#lib/tools/occurrence/look-in-store.ts');
  const look = (opened: Opened): Promise<StoreFindings> => lookInStore(opened.store, catalogue);
  return withStore({ store }, { kept: look, table: look });
};

const requireNone = ({ length }: readonly CatalogueWarning[]): void => {
  if (length === 0) return;
  throw new Error(`Cannot let the catalogue pass as free of warnings: it has ${counted(length, 'warning')}`);
};

export const checkCommand = defineCommand({
  name: 'check',
  summary: 'Checks a catalogue and tells what each segment means in plain words.',
  explanation: `A catalogue that does not fit is refused with every fault: its path, what was expected and what was seen.

A warning is something that fits and was probably not meant, such as a condition that can never hold, or that is to be known
before it goes out, such as a segment without consent. With --from a store is asked as well: the members of each segment now,
the currencies of its orders, and a warning for each trait, field or value that occurs nowhere in it.`,
  options: {
    ...catalogueOption,
    ...modelOption,
    from: textOption('STORE', 'A store on this machine, or the directory of a replay that kept one.'),
    strict: switchOption('Fails where there is a warning.'),
  },
  run: async ({ segments, model, from, strict }, { print }) => {
    const catalogue = await loadCatalogue({ segments, model }).catch((error: unknown) => {
      for (const fault of faultsIn(error)) print(faultLine(fault));
      throw error;
    });
    const { source } = catalogue;
    const traits = [...describeTraits(source)].map(([path, words]) => `${path}\n  ${words}`);
    const segmentTexts = source.segments.map((segment) => segmentText(segment, source));
    print([summaryText(source), ...traits, ...topicTexts(source), ...segmentTexts].join('\n\n'));
    const warnings = [...catalogueWarnings(source)];
    if (from !== undefined) {
      const found = await findingsIn(from, catalogue);
      print(`\n${storeText(from, found, source.currency)}`);
      warnings.push(...found.warnings());
    }
    if (warnings.length > 0) print(`\n${warnings.map(warningLine).join('\n')}`);
    if (strict) requireNone(warnings);
  },
});
