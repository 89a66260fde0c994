import { defineCommand } from '../command/command.ts';
import { choiceOption, required, textOption } from '../command/options.ts';
import { putOfPerson, sayingOptions } from './put-of-person.ts';

export const consentCommand = defineCommand({
  name: 'consent',
  summary: 'Records that a person gives or withdraws consent: puts a ConsentChanged on the bus.',
  explanation: `A person leaves the segments that ask for a consent when it is withdrawn, and campaigns are told.

Prints {"eventId"}.`,
  options: {
    ...sayingOptions,
    purpose: required(textOption('P', 'What the consent is for, such as marketing.')),
    granted: required(
      choiceOption({ value: 'true|false', meaning: 'Whether it is given or withdrawn.' }, ['true', 'false']),
    ),
  },
  run: async ({ purpose, granted, ...saying }, terminal) => {
    await putOfPerson(saying, { type: 'ConsentChanged', fields: { purpose, granted: granted === 'true' } }, terminal);
  },
});
