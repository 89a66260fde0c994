import type { Command } from './command.ts';
import { helpOf } from './help.ts';

const preface = `# Commands

\`npm run --silent patron -- COMMAND\`, or \`patron COMMAND\` after \`npm link\`. A command ends with status 0, or with 1 and one line on
standard error. \`npm run docs:commands\` writes this page from what each \`COMMAND --help\` prints.`;

const listLine = ({ name, summary }: Command): string => `- [${name}](#${name}): ${summary}`;

const section = (command: Command): string => `## ${command.name}\n\n\`\`\`text\n${helpOf(command)}\n\`\`\``;

/** The page of `docs/commands.md`: every command with its help, in the order in which they are listed. */
export const commandsPage = (commands: readonly Command[]): string =>
  `${[preface, commands.map(listLine).join('\n'), ...commands.map(section)].join('\n\n')}\n`;
