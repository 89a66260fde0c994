import { Button } from '../../parts/button.tsx';
import { builder as words } from '../../words/en.ts';
import { useBuilding } from './building.ts';
import { Comparisons } from './comparisons.tsx';
import { firstComparison } from './first-comparison.ts';
import { InlineSelect, InlineText } from './inline-fields.tsx';
import { JsonField } from './json-field.tsx';
import { withKey, type JsonObject } from './json-object.ts';
import { fieldOf, type SpokenEvent } from './spoken.ts';
import { whereOf, whereRows, type WhereRow } from './where-rows.ts';

interface Props {
  readonly condition: JsonObject;
  readonly event: SpokenEvent | undefined;
  readonly onCondition: (condition: JsonObject) => void;
}

interface RowProps {
  readonly row: WhereRow;
  readonly event: SpokenEvent | undefined;
  readonly onRow: (row: WhereRow | undefined) => void;
}

const optionsOf = (event: SpokenEvent | undefined) =>
  (event?.fields ?? []).map(({ path, label }) => ({ value: path, label }));

const openOf = (event: SpokenEvent | undefined, field: string): string | undefined =>
  event?.fields.find(({ path }) => path.endsWith('.') && field.startsWith(path))?.path;

const Row = ({ row, event, onRow }: RowProps) => {
  const { language } = useBuilding();
  const open = openOf(event, row.field);
  const choose = (field: string): void => onRow({ field, is: firstComparison(fieldOf(language, event, field)) });
  return (
    <div class="where-row">
      <span>{words.where}</span>
      <InlineSelect
        label={words.field}
        value={open ?? row.field}
        options={optionsOf(event)}
        groups={[{ label: words.localTime, options: words.localFields }]}
        onValue={(field) => choose(field.endsWith('.') ? `${field}name` : field)}
      />
      {open === undefined ? null : (
        <InlineText
          label={words.ownName}
          value={row.field.slice(open.length)}
          onValue={(name) => onRow({ ...row, field: `${open}${name}` })}
        />
      )}
      <Comparisons compared={fieldOf(language, event, row.field)} is={row.is} onIs={(is) => onRow({ ...row, is })} />
      <Button tone="quiet" onClick={() => onRow(undefined)}>
        {words.removeDetail}
      </Button>
    </div>
  );
};

/** What is asked of the events' fields; nested conditions on them are edited as JSON. */
export const WhereFields = ({ condition, event, onCondition }: Props) => {
  const rows = whereRows(condition['where']);
  const set = (where: unknown): void => onCondition(withKey(condition, 'where', where));
  if (rows === undefined) return <JsonField label={words.whereAsJson} value={condition['where']} onValue={set} />;
  return (
    <>
      {rows.map((row, place) => (
        <Row
          key={place}
          row={row}
          event={event}
          onRow={(next) => set(whereOf(next === undefined ? rows.toSpliced(place, 1) : rows.with(place, next)))}
        />
      ))}
    </>
  );
};

/** A field that is not asked yet with what is asked of it first; undefined where there is none left. */
export const nextDetail = (
  condition: JsonObject,
  event: SpokenEvent | undefined,
  first: (field: string) => JsonObject,
): JsonObject | undefined => {
  const rows = whereRows(condition['where']);
  const free = event?.fields.find(
    ({ path }) => !path.endsWith('.') && rows?.every(({ field }) => field !== path) === true,
  );
  return rows === undefined || free === undefined
    ? undefined
    : withKey(condition, 'where', whereOf([...rows, { field: free.path, is: first(free.path) }]));
};
