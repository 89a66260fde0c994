import { builder as words, traits as traitNames } from '../../words/en.ts';
import { useBuilding } from './building.ts';
import { Comparisons } from './comparisons.tsx';
import { firstComparison } from './first-comparison.ts';
import { InlineSelect, InlineText } from './inline-fields.tsx';
import { isObject, withKey, type JsonObject, type Path } from './json-object.ts';
import { traitOf, type Language } from './spoken.ts';

interface Props {
  readonly condition: JsonObject;
  readonly path: Path;
}

const groupsOf = ({ traits, namedTraits }: Language) => [
  ...[...Map.groupBy(traits, ({ group }) => (group.endsWith('SeenAt') ? 'seen' : group))].map(([group, own]) => ({
    label: traitNames.group(group),
    options: own.map(({ path, label }) => ({ value: path, label })),
  })),
  { label: words.namedGroup, options: namedTraits.map(({ prefix, label }) => ({ value: prefix, label })) },
];

/** What is chosen in the list: a trait, or the beginning of one with a name of the shop's own. */
const chosenOf = ({ traits, namedTraits }: Language, path: string): string =>
  traits.some((trait) => trait.path === path)
    ? path
    : (namedTraits.find(({ prefix }) => path.startsWith(prefix))?.prefix ?? path);

const newName = 'name';

/** A trait with what is asked of it. */
export const TraitClause = ({ condition, path }: Props) => {
  const { language, change } = useBuilding();
  const trait = String(condition['trait']);
  const is = isObject(condition['is']) ? condition['is'] : {};
  const chosen = chosenOf(language, trait);
  const isNamed = chosen !== trait || language.namedTraits.some(({ prefix }) => prefix === chosen);
  const choose = (next: string): void => {
    const named = next.endsWith('.') ? `${next}${newName}` : next;
    change(path, { ...condition, trait: named, is: firstComparison(traitOf(language, named)) });
  };
  return (
    <>
      <InlineSelect label={words.trait} value={chosen} options={[]} groups={groupsOf(language)} onValue={choose} />
      {isNamed ? (
        <InlineText
          label={words.ownName}
          value={trait.slice(chosen.length)}
          onValue={(name) => change(path, { ...condition, trait: `${chosen}${name}` })}
        />
      ) : null}
      <Comparisons
        compared={traitOf(language, trait)}
        is={is}
        onIs={(next) => change(path, withKey(condition, 'is', next))}
      />
    </>
  );
};
