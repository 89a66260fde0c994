import { printedValue } from '#events/printed-value.ts';
import { idFieldOf } from '#lib/core/profile/person.ts';
import { defineCommand } from '../command/command.ts';
import { required, textOption } from '../command/options.ts';
import { personIn, personWords, type NamedPerson } from '../input/person-options.ts';
import { putOfPerson, sayingOptions } from './put-of-person.ts';

/** @throws {Error} where the id was not typed a second time. */
const requireConfirmation = (named: NamedPerson, confirm: string): void => {
  const person = personIn(named);
  if (Object.values(idFieldOf(person)).includes(confirm)) return;
  throw new Error(
    `Cannot erase ${personWords(person)} as confirmed: --confirm must be the id once more, current value is ${printedValue(confirm)}`,
  );
};

export const eraseCommand = defineCommand({
  name: 'erase',
  summary: 'Asks for the erasure of a person: puts an ErasureRequested on the bus.',
  explanation: `Everything that is held about the person goes, of the customer and of the visitors that are this customer; a tombstone stays,
without personal data. ProfileErased on the bus says when it is done. It cannot be taken back.

Prints {"eventId"}.`,
  options: {
    ...sayingOptions,
    confirm: required(textOption('ID', 'The id once more, so that nobody is erased by a slip.')),
  },
  run: async ({ confirm, ...saying }, terminal) => {
    requireConfirmation(saying, confirm);
    await putOfPerson(saying, { type: 'ErasureRequested' }, terminal);
  },
});
