import { useState } from 'preact/hooks';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { AreaField, SelectField } from '../../parts/fields.tsx';
import { builder as words } from '../../words/en.ts';
import type { Draft } from './catalogue-with-draft.ts';
import { newSegment } from './draft.ts';
import { isObject } from './json-object.ts';
import type { Language } from './spoken.ts';

interface Props {
  readonly segments: Language['segments'];
  readonly onFrom: (key: string) => void;
  readonly onDraft: (draft: Draft) => void;
}

const FromSegment = ({ segments, onFrom }: Omit<Props, 'onDraft'>) => {
  const [key, setKey] = useState(segments[0]?.key ?? '');
  return (
    <Card title={words.start.segment} note={words.start.segmentNote}>
      <SelectField
        label={words.segment}
        value={key}
        onValue={setKey}
        options={segments.map(({ key: value, name }) => ({ value, label: name }))}
      />
      <Button onClick={() => onFrom(key)}>{words.start.open}</Button>
    </Card>
  );
};

/** A segment, or a condition alone; undefined for what is neither. */
const draftIn = (text: string): Draft | undefined => {
  try {
    const json: unknown = JSON.parse(text);
    if (!isObject(json)) return undefined;
    return { segment: 'when' in json ? json : { ...newSegment, when: json } };
  } catch {
    return undefined;
  }
};

const FromJson = ({ onDraft }: Pick<Props, 'onDraft'>) => {
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  const open = (): void => {
    const draft = draftIn(text);
    setError(draft === undefined ? words.notJson : undefined);
    if (draft !== undefined) onDraft(draft);
  };
  return (
    <Card title={words.start.json} note={words.start.jsonNote}>
      <AreaField label={words.segmentAsJson} value={text} rows={4} onValue={setText} error={error} />
      <Button onClick={open} disabled={text.trim() === ''}>
        {words.start.open}
      </Button>
    </Card>
  );
};

/** Where a draft can begin. */
export const Start = ({ segments, onFrom, onDraft }: Props) => (
  <div class="cards thirds">
    <Card title={words.start.nothing} note={words.start.nothingNote}>
      <Button tone="primary" onClick={() => onDraft({ segment: newSegment })}>
        {words.start.begin}
      </Button>
    </Card>
    {segments.length === 0 ? null : <FromSegment segments={segments} onFrom={onFrom} />}
    <FromJson onDraft={onDraft} />
  </div>
);
