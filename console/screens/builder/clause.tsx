import type { ComponentChildren } from 'preact';
import { builder as words } from '../../words/en.ts';
import { Adders } from './adders.tsx';
import { useBuilding } from './building.ts';
import { formOf } from './condition-form.ts';
import { InlineSelect } from './inline-fields.tsx';
import type { JsonObject, Path } from './json-object.ts';
import { Actions, Leaf, type ClauseProps } from './leaf.tsx';

interface GroupProps {
  readonly condition: JsonObject;
  readonly form: 'all' | 'any';
  readonly path: Path;
  /** Beside the head of the group. */
  readonly actions?: ComponentChildren;
}

const options = (['all', 'any'] as const).map((value) => ({ value, label: words.groups[value] }));

/** Conditions of which all or any must hold. */
const Group = ({ condition, form, path, actions }: GroupProps) => {
  const { change } = useBuilding();
  const parts = condition[form] as readonly unknown[];
  const set = (next: readonly unknown[]): void => change([...path, form], next);
  return (
    <fieldset class="group">
      <legend class="visually-hidden">{words.groups[form]}</legend>
      <div class="group-head">
        <InlineSelect
          label={words.groupOf}
          value={form}
          options={options}
          onValue={(next) => change(path, { [next]: parts })}
        />
        {path.length === 0 ? null : actions}
      </div>
      <div class="group-parts">
        {parts.map((part, place) => (
          <div key={place} class="group-part">
            {place === 0 ? null : <span class="joint">{words.joints[form]}</span>}
            <Clause
              condition={part}
              path={[...path, form, String(place)]}
              whole={[...path, form, String(place)]}
              isNot={false}
              onRemove={() => set(parts.toSpliced(place, 1))}
            />
          </div>
        ))}
        {parts.length === 0 ? <p class="note">{words.emptyGroup[form]}</p> : null}
      </div>
      <Adders onAdd={(next) => set([...parts, next])} />
    </fieldset>
  );
};

/** One condition, whatever its form. */
export const Clause = (props: ClauseProps) => {
  const { condition, path, whole, onRemove } = props;
  const form = formOf(condition);
  if (form === 'not')
    return (
      <Clause
        condition={(condition as JsonObject)['not']}
        path={[...path, 'not']}
        whole={whole}
        onRemove={onRemove}
        isNot
      />
    );
  if (form !== 'all' && form !== 'any') return <Leaf {...props} />;
  return (
    <div class={props.isNot ? 'clause-group not' : 'clause-group'}>
      {props.isNot ? <span class="not-word">{words.notTrue}</span> : null}
      <Group condition={condition as JsonObject} form={form} path={path} actions={<Actions {...props} />} />
    </div>
  );
};
