import { minorDigits } from '#lib/core/money.ts';
import { builder as words } from '../../words/en.ts';
import { DurationField } from './duration-field.tsx';
import { InlineNumber, InlineSelect, InlineText } from './inline-fields.tsx';
import { isObject } from './json-object.ts';
import type { Compared } from './spoken.ts';

interface Props {
  /** The form of what follows the operator, as the language has it. */
  readonly form: string;
  readonly compared: Compared;
  readonly value: unknown;
  readonly onValue: (value: unknown) => void;
}

const yesNo = [
  { value: 'true', label: words.yes },
  { value: 'false', label: words.no },
];

/** By how much a number is shown larger or smaller than it is kept: amounts in whole units, shares in percent. */
const scaleOf = ({ unit, kind }: Compared): number => {
  if (unit === 'share' || kind === 'share') return 100;
  return unit === 'plain' ? 1 : 1 / 10 ** minorDigits(unit);
};

const signOf = ({ unit, kind }: Compared): string => {
  if (unit === 'share' || kind === 'share') return words.percentSign;
  return unit === 'plain' ? '' : unit;
};

const digits = 12;

const scaled = (value: number, factor: number): number => Number((value * factor).toPrecision(digits));

const NumberOperand = ({ compared, value, onValue }: Omit<Props, 'form' | 'value'> & { readonly value: number }) => (
  <>
    <InlineNumber
      label={words.value}
      value={scaled(value, scaleOf(compared))}
      onValue={(next) => onValue(scaled(next, 1 / scaleOf(compared)))}
    />
    <span class="said-unit">{signOf(compared)}</span>
  </>
);

const JsonOperand = ({ value, onValue }: Pick<Props, 'value' | 'onValue'>) => (
  <InlineText
    label={words.valueAsJson}
    value={JSON.stringify(value)}
    onValue={(text) => {
      try {
        onValue(JSON.parse(text));
      } catch {
        // What is not JSON yet is not taken: the field keeps what is being written.
      }
    }}
  />
);

type ScalarProps = Omit<Props, 'form'>;

const ChoiceOperand = ({
  values,
  value,
  onValue,
}: Omit<ScalarProps, 'compared'> & { readonly values: readonly unknown[] }) => (
  <InlineSelect
    label={words.value}
    value={String(value)}
    options={values.map((each) => ({ value: String(each), label: String(each) }))}
    onValue={(next) => onValue(values.find((each) => String(each) === next))}
  />
);

const ScalarOperand = ({ compared, value, onValue }: ScalarProps) => {
  const { values } = compared;
  if (values !== undefined) return <ChoiceOperand values={values} value={value} onValue={onValue} />;
  if (typeof value === 'number') return <NumberOperand compared={compared} value={value} onValue={onValue} />;
  if (typeof value === 'string') return <InlineText label={words.value} value={value} onValue={onValue} />;
  if (typeof value !== 'boolean') return <JsonOperand value={value} onValue={onValue} />;
  return (
    <InlineSelect
      label={words.value}
      value={String(value)}
      options={yesNo}
      onValue={(next) => onValue(next === 'true')}
    />
  );
};

const number = /^-?\d+(?:\.\d+)?$/;

/** A list as one writes it; numbers stay numbers where numbers were. */
const listOf = (text: string, before: readonly unknown[]): readonly unknown[] => {
  const parts = text.split(',').map((part) => part.trim());
  const isOfNumbers = before.some((value) => typeof value === 'number');
  return parts.map((part) => (isOfNumbers && number.test(part) ? Number(part) : part));
};

const ListOperand = ({
  value,
  onValue,
}: {
  readonly value: readonly unknown[];
  readonly onValue: Props['onValue'];
}) => <InlineText label={words.valuesList} value={value.join(', ')} onValue={(text) => onValue(listOf(text, value))} />;

const Percentile = ({
  value,
  onValue,
}: {
  readonly value: { readonly percentile: number };
  readonly onValue: Props['onValue'];
}) => (
  <>
    <span>{words.percentile}</span>
    <InlineNumber
      label={words.percentile}
      value={value.percentile}
      min={1}
      step={1}
      onValue={(percentile) => onValue({ percentile })}
    />
  </>
);

const isPercentile = (value: unknown): value is { readonly percentile: number } =>
  isObject(value) && typeof value['percentile'] === 'number';

/** What a value is compared with, in the field that fits the operator and the value. */
export const OperandField = ({ form, ...props }: Props) => {
  const { value, onValue } = props;
  if (isPercentile(value)) return <Percentile value={value} onValue={onValue} />;
  if (isObject(value)) return <JsonOperand value={value} onValue={onValue} />;
  if (['duration', 'length', 'lead'].includes(form))
    return <DurationField label={words.length} value={value} onValue={onValue} />;
  if (form === 'scalars' && Array.isArray(value)) return <ListOperand value={value} onValue={onValue} />;
  return <ScalarOperand {...props} />;
};
