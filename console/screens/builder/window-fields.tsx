import { builder as words } from '../../words/en.ts';
import { DurationField } from './duration-field.tsx';
import { InlineNumber, InlineSelect, InlineText } from './inline-fields.tsx';
import { isObject, withKey, type JsonObject } from './json-object.ts';
import { windowOf, withWindow, type WindowName } from './windows.ts';

interface Props {
  readonly condition: JsonObject;
  readonly onCondition: (condition: JsonObject) => void;
}

const names = Object.keys(words.windows) as readonly WindowName[];

const Between = ({ condition, onCondition }: Props) => {
  const [older, newer] = Array.isArray(condition['between']) ? (condition['between'] as readonly unknown[]) : [];
  return (
    <>
      <DurationField
        label={words.betweenFrom}
        value={older}
        onValue={(next) => onCondition(withKey(condition, 'between', [next, newer]))}
      />
      <span>{words.and}</span>
      <DurationField
        label={words.betweenTo}
        value={newer}
        onValue={(next) => onCondition(withKey(condition, 'between', [older, next]))}
      />
      <span>{words.ago}</span>
    </>
  );
};

const units = (['day', 'week', 'month', 'quarter', 'year'] as const).map((value) => ({
  value,
  label: words.periods[value],
}));

const During = ({ condition, onCondition }: Props) => {
  const during = isObject(condition['during']) ? condition['during'] : {};
  const set = (key: string, value: unknown): void =>
    onCondition(withKey(condition, 'during', withKey(during, key, value)));
  const end = (key: 'from' | 'to') => (
    <InlineNumber label={words.periodOf[key]} value={Number(during[key])} step={1} onValue={(next) => set(key, next)} />
  );
  return (
    <>
      <InlineSelect
        label={words.period}
        value={String(during['unit'])}
        options={units}
        onValue={(unit) => set('unit', unit)}
      />
      {end('from')}
      <span>{words.to}</span>
      {end('to')}
      <span class="hint">{words.periodHint}</span>
    </>
  );
};

const dateLetters = 10;

const dateOf = (instant: unknown): string => (typeof instant === 'string' ? instant.slice(0, dateLetters) : '');

const Dates = ({ condition, onCondition }: Props) => {
  const date = (key: 'since' | 'until') => (
    <span class="comparison">
      <span>{words.dates[key]}</span>
      <InlineText
        label={words.dates[key]}
        type="date"
        value={dateOf(condition[key])}
        onValue={(next) => onCondition(withKey(condition, key, next === '' ? undefined : next))}
      />
    </span>
  );
  return (
    <>
      {date('since')}
      {date('until')}
    </>
  );
};

/** When the events happened. */
export const WindowFields = (props: Props) => {
  const { condition, onCondition } = props;
  const name = windowOf(condition);
  return (
    <>
      <InlineSelect
        label={words.when}
        value={name}
        options={names.map((value) => ({ value, label: words.windows[value] }))}
        onValue={(next) => onCondition(withWindow(condition, next as WindowName))}
      />
      {name === 'within' ? (
        <DurationField
          label={words.length}
          value={condition['within']}
          onValue={(next) => onCondition(withKey(condition, 'within', next))}
        />
      ) : null}
      {name === 'between' ? <Between {...props} /> : null}
      {name === 'during' ? <During {...props} /> : null}
      {name === 'dates' ? <Dates {...props} /> : null}
    </>
  );
};
