import type { InputHTMLAttributes } from 'preact';

interface Choice {
  readonly value: string;
  readonly label: string;
}

interface SelectProps {
  /** Read out; the sentence around it says it to others. */
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly options: readonly Choice[];
  /** Options below a heading each, behind the others. */
  readonly groups?: readonly { readonly label: string; readonly options: readonly Choice[] }[];
}

const option = ({ value, label }: Choice) => (
  <option key={value} value={value}>
    {label}
  </option>
);

/** A choice within a sentence. A value that is not among the options is kept as one of them. */
export const InlineSelect = ({ label, value, onValue, options, groups = [] }: SelectProps) => {
  const isKnown = [...options, ...groups.flatMap((group) => group.options)].some((each) => each.value === value);
  return (
    <span class="word">
      <select aria-label={label} value={value} onChange={({ currentTarget }) => onValue(currentTarget.value)}>
        {isKnown ? null : option({ value, label: value })}
        {options.map(option)}
        {groups.map((group) => (
          <optgroup key={group.label} label={group.label}>
            {group.options.map(option)}
          </optgroup>
        ))}
      </select>
    </span>
  );
};

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly type?: 'text' | 'date';
}

/** A text or a date within a sentence. */
export const InlineText = ({ label, value, onValue, type = 'text' }: TextProps) => {
  // The types of attributes are a union by the kind of field, which a kind that is not known yet fits none of.
  const attributes = { type, value } as InputHTMLAttributes;
  return (
    <span class="word">
      <input
        aria-label={label}
        autocomplete="off"
        onInput={({ currentTarget }) => onValue(currentTarget.value)}
        {...attributes}
      />
    </span>
  );
};

interface NumberProps {
  readonly label: string;
  readonly value: number;
  readonly onValue: (value: number) => void;
  readonly min?: number;
  /** `any` by default. */
  readonly step?: number | 'any';
}

/** A number within a sentence; while nothing is written it stays what it was. */
export const InlineNumber = ({ label, value, onValue, min, step = 'any' }: NumberProps) => (
  <span class="word">
    <input
      aria-label={label}
      class="figure-field"
      type="number"
      value={value}
      min={min}
      step={step}
      onInput={({ currentTarget: { valueAsNumber } }) => {
        if (!Number.isNaN(valueAsNumber)) onValue(valueAsNumber);
      }}
    />
  </span>
);
