/** As wide as what the demo prints may be. */
const columns = 100;

const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });

/** `2 Nov 2026` */
export const dayWords = (instant: string): string => date.format(new Date(instant));

/** `2 Nov 2026 09:12` */
export const instantWords = (instant: string): string => `${dayWords(instant)} ${time.format(new Date(instant))}`;

/** `1,234.50 GBP`, from minor units. */
export const moneyWords = (amount: number, currency: string): string =>
  `${(amount / 100).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })} ${currency}`;

/** Breaks a text at spaces, so that no line is longer than the columns; the first line begins with `first`, the others as deep. */
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

/** How text stands out, where the terminal takes colours. */
export interface Paint {
  readonly strong: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
}

const painted = (code: number) => (text: string) => `\u001B[${code}m${text}\u001B[0m`;
const plain = (text: string): string => text;

export const paintFor = (colours: boolean): Paint =>
  colours
    ? { strong: painted(1), quiet: painted(2), good: painted(32), bad: painted(33) }
    : { strong: plain, quiet: plain, good: plain, bad: plain };
