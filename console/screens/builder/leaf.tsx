import { Button } from '../../parts/button.tsx';
import { builder as words } from '../../words/en.ts';
import { problemsAt, useBuilding } from './building.ts';
import { formOf, type ConditionForm } from './condition-form.ts';
import { EventClause } from './event-clause.tsx';
import { InlineSelect } from './inline-fields.tsx';
import { JsonField } from './json-field.tsx';
import type { JsonObject, Path } from './json-object.ts';
import { TraitClause } from './trait-clause.tsx';

interface FormProps {
  readonly condition: JsonObject;
  readonly path: Path;
}

const SegmentClause = ({ condition, path }: FormProps) => {
  const { language, change } = useBuilding();
  return (
    <>
      <span>{words.isIn}</span>
      <InlineSelect
        label={words.segment}
        value={String(condition['segment'])}
        options={language.segments.map(({ key, name }) => ({ value: key, label: name }))}
        onValue={(segment) => change(path, { ...condition, segment })}
      />
    </>
  );
};

/** A form that has no fields here: its words stand below, and its JSON is kept and can be edited. */
const KeptClause = ({ condition, path }: FormProps) => {
  const { change } = useBuilding();
  return (
    <details class="kept">
      <summary>{words.kept}</summary>
      <JsonField label={words.conditionAsJson} value={condition} onValue={(next) => change(path, next)} />
    </details>
  );
};

const forms: Readonly<Record<Exclude<ConditionForm, 'all' | 'any' | 'not'>, (props: FormProps) => preact.JSX.Element>> =
  {
    trait: TraitClause,
    events: EventClause,
    segment: SegmentClause,
    kept: KeptClause,
  };

/** One condition with what is around it. */
export interface ClauseProps {
  readonly condition: unknown;
  readonly path: Path;
  /** What takes it away: the whole clause, with the `not` around it. */
  readonly onRemove: (() => void) | undefined;
  /** Whether it stands in a `not`. */
  readonly isNot: boolean;
  /** The path of the whole clause, with the `not` around it. */
  readonly whole: Path;
}

const Said = ({ path }: { readonly path: Path }) => {
  const { wordsAt, problems } = useBuilding();
  const found = problemsAt(problems, path);
  const said = wordsAt.get(path.length === 0 ? 'when' : path.join('.'));
  if (found.length > 0)
    return (
      <ul class="clause-problems" role="alert">
        {found.map(({ path: place, message }) => (
          <li key={`${place} ${message}`}>{words.problem(message, place)}</li>
        ))}
      </ul>
    );
  return said === undefined ? null : <p class="clause-words">{said}</p>;
};

/** What can be done with a clause as a whole. */
export const Actions = ({ condition, whole, isNot, onRemove }: ClauseProps) => {
  const { change } = useBuilding();
  return (
    <div class="clause-actions">
      <button
        type="button"
        class="button quiet"
        aria-pressed={isNot}
        onClick={() => change(whole, isNot ? condition : { not: condition })}
      >
        {words.not}
      </button>
      {onRemove === undefined ? null : (
        <Button tone="quiet" onClick={onRemove}>
          {words.remove}
        </Button>
      )}
    </div>
  );
};

/** A condition without others in it. */
export const Leaf = (props: ClauseProps) => {
  const { condition, path, isNot } = props;
  const Form = forms[formOf(condition) as keyof typeof forms];
  return (
    <div class={isNot ? 'clause not' : 'clause'} role="group" aria-label={words.clause}>
      <div class="clause-head">
        <div class="sentence">
          {isNot ? <span class="not-word">{words.notTrue}</span> : null}
          <Form condition={condition as JsonObject} path={path} />
        </div>
        <Actions {...props} />
      </div>
      <Said path={path} />
    </div>
  );
};
