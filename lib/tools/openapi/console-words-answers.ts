import { listOf } from '#events/forms/form.ts';
import { field, group } from '#events/forms/group.ts';
import { boolean, integerFromZero } from '#events/forms/number.ts';
import { anyText } from '#events/forms/text.ts';
import { object } from './shared-fields.ts';

/** The words of the language. */
export const language = group('Language', {
  currency: field(anyText, 'That of amounts, by ISO 4217.'),
  timeZone: field(anyText, 'The IANA name of the zone of local dates.'),
  traits: field(listOf(object), 'Each trait: its path, words, kind, unit and operators.'),
  namedTraits: field(listOf(object), 'The traits whose path ends with a name of the shop’s own.'),
  operators: field(
    listOf(object),
    'Each operator: its words, the values that it is for, and the form of what follows it.',
  ),
  events: field(listOf(object), 'Each kind of event, with its fields.'),
  aggregates: field(listOf(object), 'The aggregates of a field.'),
  windows: field(listOf(object), 'The ways to say when events happened.'),
  segments: field(listOf(object), 'The segments that a condition can refer to.'),
});

/** The catalogue in force. */
export const catalogue = group('CatalogueInForce', {
  deployment: field(integerFromZero, 'Its number.'),
  hash: field(anyText, 'Changes whenever a definition does.'),
  catalogue: field(object, 'The catalogue, as its file has it.'),
});

const problem = group('Problem', {
  path: field(anyText, 'Where it is.'),
  message: field(anyText, 'Place, rule and value in one line.'),
  expected: field(anyText, 'What must be there.'),
});

const warning = group('Warning', {
  path: field(anyText, 'Where it is.'),
  message: field(anyText, 'What fits, and was probably not meant.'),
});

/** What a check finds. */
export const checked = group('Checked', {
  fits: field(boolean, 'Whether it can be loaded.'),
  problems: field(listOf(problem), 'Every fault.'),
  warnings: field(listOf(warning), 'What fits, and was probably not meant.'),
  segments: field(listOf(object), 'Each segment, or the one condition, in words; none where it does not fit.'),
  traits: field(listOf(object), 'The computed traits in words.'),
});
