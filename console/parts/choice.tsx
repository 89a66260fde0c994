import { useId } from 'preact/hooks';

interface Props<Value extends string> {
  /** What is chosen; read out before the options. */
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onValue: (value: Value) => void;
}

/** A choice of one among a handful that are all seen, as of the span of a chart. */
export const Choice = <Value extends string>({ label, value, options, onValue }: Props<Value>) => {
  const name = useId();
  return (
    <fieldset class="choice">
      <legend class="visually-hidden">{label}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input type="radio" name={name} checked={option.value === value} onChange={() => onValue(option.value)} />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
};
