/** The width of the demo's lines. */
const columns = 100;

const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });

/** `2 Nov 2026` */
export const dayWords = (instant: string): string => date.format(new Date(instant));

/** An instant to the minute, short enough for a line of the demo: `2 Nov 2026 09:12`. */
export const shortInstantWords = (instant: string): string => `${dayWords(instant)} ${time.format(new Date(instant))}`;

/** Breaks a text at spaces into lines of at most 100 columns; the first line begins with `first`, the others as deep. */
export const wrapped = (first: string, text: string): string => {
  const indent = ' '.repeat(first.length);
  const lines = [first];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line.length === first.length) lines[lines.length - 1] = line + word;
    else if (line.length + 1 + word.length <= columns) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(indent + word);
  }
  return lines.join('\n');
};
