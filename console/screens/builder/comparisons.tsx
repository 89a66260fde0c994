import { Button } from '../../parts/button.tsx';
import { builder as words } from '../../words/en.ts';
import { useBuilding } from './building.ts';
import { firstComparison, operandFor } from './first-comparison.ts';
import { InlineSelect } from './inline-fields.tsx';
import { withKey, withRenamed, type JsonObject } from './json-object.ts';
import { OperandField } from './operand-field.tsx';
import type { Compared } from './spoken.ts';

interface Props {
  readonly compared: Compared;
  /** Operators with their operands; `fold` beside them is kept. */
  readonly is: JsonObject;
  readonly onIs: (is: JsonObject) => void;
}

const operatorsIn = (is: JsonObject): readonly string[] => Object.keys(is).filter((name) => name !== 'fold');

interface OneProps extends Props {
  readonly name: string;
}

const Comparison = ({ compared, is, onIs, name }: OneProps) => {
  const { language } = useBuilding();
  const known = new Map(language.operators.map((operator) => [operator.name, operator]));
  const taken = operatorsIn(is);
  const options = compared.operators
    .filter((each) => each === name || !taken.includes(each))
    .map((value) => ({ value, label: known.get(value)?.label ?? value }));
  const formOf = (operator: string): string => known.get(operator)?.operand ?? 'scalar';
  return (
    <>
      <InlineSelect
        label={words.operator}
        value={name}
        options={options}
        onValue={(next) => onIs(withRenamed(is, name, [next, operandFor(formOf(next), is[name], compared)]))}
      />
      <OperandField
        form={formOf(name)}
        compared={compared}
        value={is[name]}
        onValue={(operand) => onIs(withKey(is, name, operand))}
      />
      {taken.length > 1 ? (
        <Button tone="quiet" onClick={() => onIs(withKey(is, name, undefined))}>
          {words.removeComparison}
        </Button>
      ) : null}
    </>
  );
};

/** A second comparison, such as the other end of a range. */
const secondOf = ({ compared, is }: Pick<Props, 'compared' | 'is'>): JsonObject | undefined => {
  const taken = operatorsIn(is);
  const [first] = taken;
  const opposite: Readonly<Record<string, string>> = {
    gte: 'lt',
    gt: 'lte',
    lt: 'gte',
    lte: 'gt',
    olderThan: 'newerThan',
    newerThan: 'olderThan',
  };
  const next = first === undefined ? undefined : opposite[first];
  if (next === undefined || taken.length > 1 || !compared.operators.includes(next)) return undefined;
  return { ...is, [next]: first === undefined ? firstComparison(compared)[next] : is[first] };
};

/** What is asked of a value: one comparison, or several that all hold. */
export const Comparisons = (props: Props) => {
  const { is, onIs } = props;
  const second = secondOf(props);
  return (
    <>
      {operatorsIn(is).map((name, place) => (
        <span class="comparison" key={name}>
          {place === 0 ? null : <span>{words.and}</span>}
          <Comparison {...props} name={name} />
        </span>
      ))}
      {second === undefined ? null : (
        <Button tone="quiet" onClick={() => onIs(second)}>
          {words.addEnd}
        </Button>
      )}
    </>
  );
};
