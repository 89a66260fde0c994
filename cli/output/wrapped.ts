/** Longer lines are hard to read. */
const widest = 100;

/** Breaks a text at spaces into lines of at most as many columns, 100 by default; the first line begins with `first`, the others as deep. */
export const wrapped = (first: string, text: string, columns: number = widest): string => {
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
