import type { AdaptedLines, UnusableLines } from './adapt-lines.ts';

const count = (number: number): string => number.toLocaleString('en');

const reasonLines = ({ reason, lines, examples }: UnusableLines): readonly string[] => [
  `  ${count(lines)}: ${reason}`,
  ...examples.map(({ line, seen }) => `    line ${line}${seen === '' ? '' : `: ${seen}`}`),
];

/** What became of a file of payloads, as lines for a terminal: last what was unusable, and why. */
export const adaptedText = ({ lines, silent, events, unusable }: AdaptedLines): string => {
  const useless = unusable.reduce((sum, each) => sum + each.lines, 0);
  const types = Map.groupBy(events, (event) => event['detail-type']);
  const [first, last] = [events[0], events.at(-1)];
  return [
    `Lines: ${count(lines)}, used: ${count(lines - silent - useless)}, nothing to tell: ${count(silent)}, unusable: ${count(useless)}`,
    `Events: ${[...types].map(([type, made]) => `${count(made.length)} ${type}`).join(', ') || 'none'}`,
    ...(first && last ? [`  from ${first.time} to ${last.time}`] : []),
    ...(unusable.length === 0 ? [] : ['Unusable:', ...unusable.flatMap(reasonLines)]),
  ].join('\n');
};
