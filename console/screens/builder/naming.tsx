import { TextField } from '../../parts/fields.tsx';
import { builder as words } from '../../words/en.ts';
import type { Draft } from './catalogue-with-draft.ts';
import { keyOfName } from './key-of-name.ts';
import { withKey } from './json-object.ts';

interface Props {
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What the segment is called. The key follows the name as long as the segment is new and nobody has written another. */
export const Naming = ({ draft, onDraft }: Props) => {
  const { segment, from } = draft;
  const [key, name, description] = [segment['key'], segment['name'], segment['description']].map(textOf) as [
    string,
    string,
    string,
  ];
  const set = (field: string, value: string): void =>
    onDraft({ ...draft, segment: withKey(segment, field, value === '' && field !== 'key' ? undefined : value) });
  const rename = (next: string): void => {
    const follows = from === undefined && key === keyOfName(name);
    onDraft({ ...draft, segment: { ...segment, ...(follows && { key: keyOfName(next) }), name: next } });
  };
  return (
    <div class="naming">
      <TextField label={words.naming.name} value={name} onValue={rename} />
      <TextField
        label={words.naming.key}
        value={key}
        onValue={(next) => set('key', next)}
        hint={words.naming.keyHint}
        error={/^[a-z0-9-]{1,64}$/.test(key) ? undefined : words.naming.keyRule}
      />
      <TextField
        label={words.naming.description}
        value={description}
        onValue={(next) => set('description', next)}
        hint={words.naming.descriptionHint}
      />
    </div>
  );
};
