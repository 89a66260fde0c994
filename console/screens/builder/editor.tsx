import { useState } from 'preact/hooks';
import { Card } from '../../parts/card.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { builder as words } from '../../words/en.ts';
import { Adders } from './adders.tsx';
import { BuildingProvider } from './building.ts';
import { Clause } from './clause.tsx';
import { formOf } from './condition-form.ts';
import type { Draft } from './catalogue-with-draft.ts';
import { JsonField } from './json-field.tsx';
import { isObject, replacedAt } from './json-object.ts';
import { Meaning } from './meaning.tsx';
import { Naming } from './naming.tsx';
import { Preview } from './preview.tsx';
import type { Language } from './spoken.ts';
import { useChecked } from './use-checked.ts';

interface Props {
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  readonly language: Language;
}

const Sentences = ({ when, onWhen }: { readonly when: unknown; readonly onWhen: (when: unknown) => void }) => {
  const form = formOf(when);
  return (
    <>
      <Clause condition={when} path={[]} whole={[]} isNot={false} onRemove={undefined} />
      {form === 'all' || form === 'any' ? null : <Adders onAdd={(next) => onWhen({ all: [when, next] })} />}
    </>
  );
};

const Views = ({ draft, onDraft }: Omit<Props, 'language'>) => {
  const [view, setView] = useState('sentences');
  const { segment } = draft;
  const set = (next: unknown): void => {
    if (isObject(next)) onDraft({ ...draft, segment: next });
  };
  return (
    <Tabs
      label={words.views.label}
      at={view}
      onChange={setView}
      tabs={[
        {
          key: 'sentences',
          label: words.views.sentences,
          content: () => <Sentences when={segment['when']} onWhen={(when) => set({ ...segment, when })} />,
        },
        {
          key: 'json',
          label: words.views.json,
          content: () => <JsonField label={words.segmentAsJson} value={segment} rows={24} onValue={set} />,
        },
      ]}
    />
  );
};

/** A segment in sentences and as JSON, with what it means and whom it would hold beside it. */
export const Editor = ({ draft, onDraft, language }: Props) => {
  const { checked, wordsAt } = useChecked(draft.segment);
  const change = (path: readonly string[], next: unknown): void =>
    onDraft({ ...draft, segment: replacedAt(draft.segment, ['when', ...path], next) as Draft['segment'] });
  const problems = [...(checked?.problems ?? []), ...(checked?.warnings ?? [])];
  return (
    <BuildingProvider value={{ language, wordsAt, problems, change }}>
      <div class="builder">
        <div class="stack">
          <Naming draft={draft} onDraft={onDraft} />
          <Views draft={draft} onDraft={onDraft} />
        </div>
        <div class="builder-side">
          <Meaning checked={checked} />
          <Card title={words.preview.title} note={words.preview.note}>
            <Preview when={draft.segment['when']} fits={checked?.fits === true} wordsAt={wordsAt} />
          </Card>
        </div>
      </div>
    </BuildingProvider>
  );
};
