import { Button } from '../../parts/button.tsx';
import { builder as words } from '../../words/en.ts';
import { useBuilding } from './building.ts';
import { Comparisons } from './comparisons.tsx';
import { measureOf, withMeasure, type Measure } from './condition-form.ts';
import { firstComparison } from './first-comparison.ts';
import { InlineSelect } from './inline-fields.tsx';
import { withKey, type JsonObject, type Path } from './json-object.ts';
import { fieldOf, plainUnit, type Compared, type Language, type SpokenEvent } from './spoken.ts';
import { WhereFields, nextDetail } from './where-fields.tsx';
import { WindowFields } from './window-fields.tsx';

interface Props {
  readonly condition: JsonObject;
  readonly path: Path;
}

const counted: Compared = {
  kind: 'number',
  unit: plainUnit,
  operators: ['gte', 'gt', 'eq', 'ne', 'lte', 'lt', 'in', 'notIn'],
};

interface Aggregating {
  readonly language: Language;
  readonly event: SpokenEvent | undefined;
}

/** What an aggregate is compared as: a number of different values is a number, all others are as their field. */
const comparedAs = (
  { name, field = '' }: Pick<Measure, 'name' | 'field'>,
  { language, event }: Aggregating,
): Compared => (name === 'count' || name === 'uniqueCount' ? counted : fieldOf(language, event, field));

const isNumeric = (kind: string): boolean => kind === 'number' || kind === 'money' || kind === 'share';

const fieldsFor = (name: string, { language, event }: Aggregating) => {
  const on = language.aggregates.find((each) => each.name === name)?.on;
  return (event?.fields ?? []).filter(({ kind, path }) => !path.endsWith('.') && (on !== 'number' || isNumeric(kind)));
};

const MeasureFields = ({ condition, event, onCondition }: MeasureProps) => {
  const { language } = useBuilding();
  const about = { language, event };
  const measure = measureOf(condition);
  const set = (name: string, field: string | undefined): void =>
    onCondition(withMeasure(condition, { name, field, is: firstComparison(comparedAs({ name, field }, about)) }));
  return (
    <>
      <InlineSelect
        label={words.measure}
        value={measure.name}
        options={[
          { value: 'count', label: words.numberOf },
          ...language.aggregates.map(({ name, label }) => ({ value: name, label: words.aggregateOf(label) })),
        ]}
        onValue={(name) => set(name, name === 'count' ? undefined : (measure.field ?? fieldsFor(name, about)[0]?.path))}
      />
      {measure.name === 'count' ? null : (
        <>
          <InlineSelect
            label={words.field}
            value={measure.field ?? ''}
            options={fieldsFor(measure.name, about).map(({ path, label }) => ({ value: path, label }))}
            onValue={(field) => set(measure.name, field)}
          />
          <span>{words.ofEvents}</span>
        </>
      )}
    </>
  );
};

interface MeasureProps {
  readonly condition: JsonObject;
  readonly event: SpokenEvent | undefined;
  readonly onCondition: (condition: JsonObject) => void;
}

const EventChoice = ({ condition, onCondition }: Omit<MeasureProps, 'event'>) => {
  const { language } = useBuilding();
  const items = condition['each'] === 'items';
  const options = language.events.flatMap(({ type, label, many = label, each }) => [
    { value: type, label: many },
    ...(each.includes('items') ? [{ value: `${type} items`, label: words.itemsOf(many) }] : []),
  ]);
  const choose = (chosen: string): void => {
    const [type, each] = chosen.split(' ');
    const { where: _, each: _each, ...rest } = condition;
    const isSame = type === condition['performed'];
    const { performed: _performed, ...others } = isSame ? withKey(condition, 'each', undefined) : rest;
    onCondition({ performed: type, ...(each && { each }), ...others });
  };
  return (
    <InlineSelect
      label={words.event}
      value={`${String(condition['performed'])}${items ? ' items' : ''}`}
      options={options}
      onValue={choose}
    />
  );
};

/** Some events, counted or put together, with when they happened and what is asked of their fields. */
export const EventClause = ({ condition, path }: Props) => {
  const { language, change } = useBuilding();
  const event = language.events.find(({ type }) => type === condition['performed']);
  const onCondition = (next: JsonObject): void => change(path, next);
  const measure = measureOf(condition);
  const detailed = nextDetail(condition, event, (field) => firstComparison(fieldOf(language, event, field)));
  return (
    <>
      <MeasureFields condition={condition} event={event} onCondition={onCondition} />
      <EventChoice condition={condition} onCondition={onCondition} />
      <WindowFields condition={condition} onCondition={onCondition} />
      <Comparisons
        compared={comparedAs(measure, { language, event })}
        is={measure.is}
        onIs={(is) => onCondition(withMeasure(condition, { ...measure, is }))}
      />
      <WhereFields condition={condition} event={event} onCondition={onCondition} />
      {detailed === undefined ? null : (
        <Button tone="quiet" onClick={() => onCondition(detailed)}>
          {words.addDetail}
        </Button>
      )}
    </>
  );
};
