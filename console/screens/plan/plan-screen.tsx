import { useState } from 'preact/hooks';
import { useSession } from '../../api/session.ts';
import { Button } from '../../parts/button.tsx';
import { CodeBlock } from '../../parts/code-block.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Notice } from '../../parts/notice.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { plan as words } from '../../words/en.ts';
import { keptCatalogue, type CatalogueFile } from '../builder/kept-catalogue.ts';
import { ChooseFile } from './choose-file.tsx';
import { PlannedFile } from './planned-file.tsx';

/** Over a deployment a plan is made by the command: everybody is read for it. */
const Deployed = ({ why }: { readonly why: string | undefined }) => (
  <div class="stack">
    <Notice>{why}</Notice>
    <CodeBlock label={words.command} text={words.commandLine} />
  </div>
);

const Header = ({ onOther }: { readonly onOther: (() => void) | undefined }) => (
  <PageHeader
    title={words.title}
    lede={words.lede}
    actions={
      onOther && (
        <div class="actions no-print">
          <Button onClick={onOther}>{words.other}</Button>
          <Button onClick={() => window.print()}>{words.print}</Button>
        </div>
      )
    }
  />
);

/** What a catalogue would do before it is deployed. */
const PlanScreen = () => {
  const { can, why } = useSession();
  const [file, setFile] = useState<CatalogueFile | undefined>(() => keptCatalogue.read());
  const take = (next: CatalogueFile | undefined): void => {
    keptCatalogue.write(next);
    setFile(next);
  };
  return (
    <>
      <Header onOther={file && (() => take(undefined))} />
      {can.plan ? null : <Deployed why={why.plan} />}
      {can.plan && file === undefined ? (
        <div class="stack">
          <ChooseFile onFile={take} />
          <Empty
            title={words.empty.title}
            hint={words.empty.hint}
            actions={
              <a class="button" href="/builder">
                {words.empty.builder}
              </a>
            }
          />
        </div>
      ) : null}
      {can.plan && file !== undefined ? <PlannedFile key={file.text} file={file} /> : null}
    </>
  );
};

export default PlanScreen;
