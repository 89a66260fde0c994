import { useState } from 'preact/hooks';
import { AreaField } from '../../parts/fields.tsx';
import { builder as words } from '../../words/en.ts';

interface Props {
  readonly label: string;
  readonly value: unknown;
  readonly onValue: (value: unknown) => void;
  /** Six by default. */
  readonly rows?: number;
}

const textOf = (value: unknown): string => JSON.stringify(value, null, 2);

const parsed = (text: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
};

/** JSON that is edited as a text; what is no JSON yet stays in the field and changes nothing. */
export const JsonField = ({ label, value, onValue, rows = 6 }: Props) => {
  const [written, setWritten] = useState<{ readonly text: string; readonly of: string }>();
  const present = textOf(value);
  // What was written stands as long as it says what is there, or says nothing yet.
  const text = written !== undefined && written.of === present ? written.text : present;
  const write = (next: string): void => {
    const read = parsed(next);
    setWritten({ text: next, of: read === undefined ? present : textOf(read.value) });
    if (read !== undefined) onValue(read.value);
  };
  return (
    <AreaField
      label={label}
      value={text}
      rows={rows}
      onValue={write}
      error={parsed(text) === undefined ? words.notJson : undefined}
    />
  );
};
