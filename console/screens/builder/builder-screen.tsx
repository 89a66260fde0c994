import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { path, withQuery } from '../../api/call.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Answered } from '../../parts/answered.tsx';
import { Button } from '../../parts/button.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { builder as words } from '../../words/en.ts';
import type { Draft } from './catalogue-with-draft.ts';
import { keptDraft, newSegment } from './draft.ts';
import { Editor } from './editor.tsx';
import type { JsonObject } from './json-object.ts';
import { Save } from './save.tsx';
import type { Language } from './spoken.ts';
import { Start } from './start.tsx';

/** The condition that another screen has put into the address. */
const draftInAddress = ({ when, key, name }: Readonly<Record<string, string>>): Draft | undefined => {
  if (when === undefined) return undefined;
  try {
    return {
      segment: { ...newSegment, ...(key && { key }), ...(name && { name }), when: JSON.parse(when) as unknown },
    };
  } catch {
    return undefined;
  }
};

/** The draft of this tab, which each change is written to. */
const useDraft = (first: Draft | undefined) => {
  const [draft, setDraft] = useState(() => first ?? keptDraft.read());
  const set = (next: Draft | undefined): void => {
    keptDraft.write(next);
    setDraft(next);
  };
  return [draft, set] as const;
};

interface BuildingProps {
  readonly language: Language;
  readonly first: Draft | undefined;
}

const Building = ({ language, first }: BuildingProps) => {
  const { route } = useLocation();
  const [draft, setDraft] = useDraft(first);
  const startAgain = (): void => {
    setDraft(undefined);
    route('/builder', true);
  };
  return (
    <>
      <PageHeader
        title={words.title}
        lede={words.lede}
        actions={
          draft === undefined ? undefined : (
            <div class="actions">
              <Button onClick={startAgain}>{words.startAgain}</Button>
              <Save draft={draft} />
            </div>
          )
        }
      />
      {draft === undefined ? (
        <Start
          segments={language.segments}
          onDraft={setDraft}
          onFrom={(from) => route(withQuery('/builder', { from }))}
        />
      ) : (
        <Editor draft={draft} onDraft={setDraft} language={language} />
      )}
    </>
  );
};

const Waiting = () => (
  <>
    <PageHeader title={words.title} lede={words.lede} />
    <Skeleton lines={8} />
  </>
);

const FromSegment = ({ language, from }: { readonly language: Language; readonly from: string }) => {
  const kept = keptDraft.read();
  const isKept = kept?.from === from;
  const answer = useAnswer<{ readonly definition: JsonObject }>(
    isKept ? undefined : path`/v1/console/segments/${from}`,
  );
  if (isKept) return <Building language={language} first={kept} />;
  if (answer.state === 'loading') return <Waiting />;
  return (
    <>
      {answer.state === 'failed' ? <PageHeader title={words.title} lede={words.lede} /> : null}
      <Answered answer={answer}>
        {({ definition }) => <Building key={from} language={language} first={{ from, segment: definition }} />}
      </Answered>
    </>
  );
};

/** Writes a segment in sentences, from nothing, from one of the catalogue (`?from=KEY`) or from a condition (`?when=JSON`). */
const BuilderScreen = () => {
  const { query } = useLocation();
  const { from } = query;
  const answer = useAnswer<Language>('/v1/console/language');
  if (answer.state === 'loading') return <Waiting />;
  if (answer.state === 'failed')
    return (
      <>
        <PageHeader title={words.title} lede={words.lede} />
        <Answered answer={answer}>{() => null}</Answered>
      </>
    );
  return from === undefined ? (
    <Building key={query['when']} language={answer.data} first={draftInAddress(query)} />
  ) : (
    <FromSegment key={from} language={answer.data} from={from} />
  );
};

export default BuilderScreen;
