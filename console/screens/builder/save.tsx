import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { useAnswer } from '../../api/use-answer.ts';
import { Answered } from '../../parts/answered.tsx';
import { Button } from '../../parts/button.tsx';
import { CodeBlock } from '../../parts/code-block.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Notice } from '../../parts/notice.tsx';
import { builder as words } from '../../words/en.ts';
import { withDraft, type Draft } from './catalogue-with-draft.ts';
import type { JsonObject } from './json-object.ts';
import { keptCatalogue } from './kept-catalogue.ts';

/** `GET /v1/console/catalogue` */
interface InForce {
  readonly deployment: number;
  readonly catalogue: JsonObject;
}

const fileName = 'catalogue.json';

const download = (text: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
};

const Steps = ({ draft, inForce }: { readonly draft: Draft; readonly inForce: InForce }) => {
  const { route } = useLocation();
  const text = `${JSON.stringify(withDraft(inForce.catalogue, draft), null, 2)}\n`;
  const toPlan = (): void => {
    keptCatalogue.write({ name: fileName, text });
    route('/plan');
  };
  return (
    <ol class="steps">
      <li>
        <p>{words.save.file(draft.from !== undefined)}</p>
        <Button tone="primary" onClick={() => download(text)}>
          {words.save.download}
        </Button>
      </li>
      <li>
        <p>{words.save.plan}</p>
        <Button onClick={toPlan}>{words.save.toPlan}</Button>
      </li>
      <li>
        <p>{words.save.pull(inForce.deployment + 1)}</p>
        <CodeBlock label={words.save.commands} text={words.save.commandLines(fileName)} />
      </li>
    </ol>
  );
};

const Saving = ({ draft }: { readonly draft: Draft }) => (
  <Answered answer={useAnswer<InForce>('/v1/console/catalogue')}>
    {(inForce) => <Steps draft={draft} inForce={inForce} />}
  </Answered>
);

/** Makes a file of the catalogue with the draft in it, and says what to do with it: nothing is changed here. */
export const Save = ({ draft }: { readonly draft: Draft }) => {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button tone="primary" onClick={() => setIsOpen(true)}>
        {words.save.open}
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setIsOpen(false)} title={words.save.title}>
        <Notice>{words.save.noWrite}</Notice>
        <Saving draft={draft} />
      </Dialog>
    </>
  );
};
