import { personOfPublicId } from '#lib/core/profile/person.ts';
import { choiceOption, instantOption, readOption, switchOption, type OptionValues } from '../command/options.ts';

/** `a,b` as a list of names, each once. */
const namesOf = (text: string): readonly string[] | undefined => {
  const names = text.split(',');
  return names.includes('') ? undefined : [...new Set(names)];
};

/** What is listed of members, and how. */
export const membersOptions = {
  traits: readOption(
    {
      value: 'A,B',
      meaning: 'Traits by path as of now; only those that the segment publishes, unless with --all-traits.',
    },
    'paths of traits, separated by commas',
    namesOf,
  ),
  'all-traits': switchOption('All traits as of now; with --traits, any that are named there.'),
  format: choiceOption({ value: 'FORMAT', meaning: 'jsonl or csv; jsonl unless told.' }, ['jsonl', 'csv']),
  after: readOption(
    { value: 'CURSOR', meaning: 'Goes on after this member: an id, with ~ before a visitor’s.' },
    'an id of 1 to 64 of A-Z a-z 0-9 . _ : @ + -, with ~ before a visitor’s',
    personOfPublicId,
  ),
  at: instantOption('Who was in the segment at an instant, that included, with traits as of then; with --store alone.'),
};

export type MembersValues = OptionValues<typeof membersOptions>;
