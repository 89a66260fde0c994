import { table } from '../output/table.ts';
import type { Command } from './command.ts';
import { formOf } from './options.ts';

/** `patron replay --events FILE --out DIR [--until INSTANT]` */
export const usageOf = ({ name, options }: Command): string => {
  const forms = Object.entries(options).map(([each, option]) => {
    const form = formOf(each, option);
    return option.required ? form : `[${form}]`;
  });
  return ['patron', name, ...forms].join(' ');
};

/** The text that `COMMAND --help` prints. */
export const helpOf = (command: Command): string => {
  const options = Object.entries(command.options).map(([name, option]) => [formOf(name, option), option.meaning]);
  const lines = table([...options, ['--help', 'Explains the command.']], ['left', 'left']);
  return [
    `${command.summary}\n`,
    `Usage: ${usageOf(command)}\n`,
    command.explanation,
    '',
    ...lines.map((line) => `  ${line}`),
  ].join('\n');
};
