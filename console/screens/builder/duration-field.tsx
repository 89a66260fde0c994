import { builder as words } from '../../words/en.ts';
import { durationOf, lengthOf, type DurationUnit } from './duration.ts';
import { InlineNumber, InlineSelect, InlineText } from './inline-fields.tsx';

interface Props {
  readonly label: string;
  readonly value: unknown;
  readonly onValue: (value: string) => void;
}

const units = (['D', 'W', 'H', 'M'] as const).map((value) => ({ value, label: words.units[value] }));

/** A length within a sentence: a number and a unit, or as it is written where it has several. */
export const DurationField = ({ label, value, onValue }: Props) => {
  const length = lengthOf(value);
  if (length === undefined) return <InlineText label={label} value={String(value)} onValue={onValue} />;
  return (
    <>
      <InlineNumber
        label={label}
        value={length.count}
        min={0}
        step={1}
        onValue={(count) => onValue(durationOf({ ...length, count }))}
      />
      <InlineSelect
        label={words.unitOf(label)}
        value={length.unit}
        options={units}
        onValue={(unit) => onValue(durationOf({ ...length, unit: unit as DurationUnit }))}
      />
    </>
  );
};
