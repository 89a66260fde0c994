import { Button } from '../../parts/button.tsx';
import { builder as words } from '../../words/en.ts';
import { useBuilding } from './building.ts';
import type { JsonObject } from './json-object.ts';
import { newConditions, type NewName } from './new-conditions.ts';

const names = Object.keys(newConditions) as readonly NewName[];

/** Buttons that add a condition. */
export const Adders = ({ onAdd }: { readonly onAdd: (condition: JsonObject) => void }) => {
  const { language } = useBuilding();
  return (
    <div class="adders" role="group" aria-label={words.add}>
      {names.map((name) => (
        <Button key={name} onClick={() => onAdd(newConditions[name](language.segments[0]?.key ?? ''))}>
          {words.adders[name]}
        </Button>
      ))}
    </div>
  );
};
