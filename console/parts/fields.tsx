import type { ComponentChildren, InputHTMLAttributes } from 'preact';
import { useId } from 'preact/hooks';

interface Labelled {
  readonly label: string;
  /** Below the field. */
  readonly hint?: string | undefined;
  /** What is wrong with the value; read out when it appears. */
  readonly error?: string | undefined;
}

interface FieldProps extends Labelled {
  readonly id: string;
  readonly children: ComponentChildren;
}

const Field = ({ id, label, hint, error, children }: FieldProps) => (
  <div class="field">
    <label for={id}>{label}</label>
    {children}
    <p class="field-note" id={`${id}-note`} role={error === undefined ? undefined : 'alert'}>
      {error ?? hint}
    </p>
  </div>
);

interface TextProps extends Labelled {
  readonly value: string;
  readonly onValue: (value: string) => void;
  /** `text` by default; the others are the browser's own. */
  readonly type?: 'text' | 'search' | 'number' | 'date' | 'datetime-local';
  readonly placeholder?: string;
  /** Of a number or an instant. */
  readonly min?: string | number;
  readonly max?: string | number;
  readonly step?: string | number;
}

/** One line of text, a number, an instant or a search. */
export const TextField = ({ label, hint, error, value, onValue, type = 'text', ...others }: TextProps) => {
  const id = useId();
  // The types of attributes are a union by the kind of field, which a kind that is not known yet fits none of.
  const attributes = { id, type, value, 'aria-invalid': error !== undefined, ...others } as InputHTMLAttributes;
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <input
        aria-describedby={`${id}-note`}
        autocomplete="off"
        onInput={({ currentTarget }) => onValue(currentTarget.value)}
        {...attributes}
      />
    </Field>
  );
};

interface SelectProps<Value extends string> extends Labelled {
  readonly value: Value;
  readonly onValue: (value: Value) => void;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
}

/** A choice of one among few. */
export const SelectField = <Value extends string>({ label, hint, error, ...field }: SelectProps<Value>) => {
  const id = useId();
  const { value, onValue, options } = field;
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <select
        id={id}
        value={value}
        aria-describedby={`${id}-note`}
        onChange={({ currentTarget }) => onValue(currentTarget.value as Value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
};

interface AreaProps extends Labelled {
  readonly value: string;
  readonly onValue: (value: string) => void;
  /** Twelve by default. */
  readonly rows?: number;
}

/** Several lines, in letters of one width: JSON. */
export const AreaField = ({ label, hint, error, value, onValue, rows = 12 }: AreaProps) => {
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <textarea
        id={id}
        rows={rows}
        value={value}
        spellcheck={false}
        aria-describedby={`${id}-note`}
        aria-invalid={error !== undefined}
        onInput={({ currentTarget }) => onValue(currentTarget.value)}
      />
    </Field>
  );
};

interface RangeProps extends Labelled {
  readonly value: number;
  readonly onValue: (value: number) => void;
  readonly min: number;
  readonly max: number;
  /** 1 by default. */
  readonly step?: number;
  /** The value in words: it is read out in place of the number. */
  readonly words: string;
}

/** A slider; the words of its value stand beside the label. */
export const RangeField = ({ label, hint, error, value, onValue, words, ...bounds }: RangeProps) => {
  const id = useId();
  return (
    <Field id={id} label={`${label}: ${words}`} hint={hint} error={error}>
      <input
        id={id}
        type="range"
        value={value}
        aria-valuetext={words}
        aria-describedby={`${id}-note`}
        onInput={({ currentTarget }) => onValue(currentTarget.valueAsNumber)}
        {...bounds}
      />
    </Field>
  );
};
