import { useId, useState } from 'preact/hooks';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { AreaField } from '../../parts/fields.tsx';
import { plan as words } from '../../words/en.ts';
import type { CatalogueFile } from '../builder/kept-catalogue.ts';

interface Props {
  readonly onFile: (file: CatalogueFile) => void;
}

const FileField = ({ onFile }: Props) => {
  const id = useId();
  const take = async (files: FileList | null): Promise<void> => {
    const [file] = files ?? [];
    if (file) onFile({ name: file.name, text: await file.text() });
  };
  return (
    <div class="field">
      <label for={id}>{words.choose.file}</label>
      <input
        id={id}
        type="file"
        accept=".json,application/json"
        onChange={({ currentTarget }) => void take(currentTarget.files)}
      />
    </div>
  );
};

const Pasted = ({ onFile }: Props) => {
  const [text, setText] = useState('');
  return (
    <details>
      <summary>{words.choose.paste}</summary>
      <div class="pasted">
        <AreaField label={words.choose.text} value={text} rows={8} onValue={setText} />
        <Button disabled={text.trim() === ''} onClick={() => onFile({ name: words.choose.pasted, text })}>
          {words.choose.use}
        </Button>
      </div>
    </details>
  );
};

/** Takes a catalogue from a file or as a text. */
export const ChooseFile = ({ onFile }: Props) => (
  <Card title={words.choose.title} note={words.choose.note}>
    <FileField onFile={onFile} />
    <Pasted onFile={onFile} />
  </Card>
);
