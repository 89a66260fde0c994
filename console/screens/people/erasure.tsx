import { useState } from 'preact/hooks';
import { call, path } from '../../api/call.ts';
import { failureIn, type ApiFailure } from '../../api/failure.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { TextField } from '../../parts/fields.tsx';
import { Failed } from '../../parts/failed.tsx';
import { Notice } from '../../parts/notice.tsx';
import { missingPerson as words } from '../../words/en.ts';

interface Props {
  readonly id: string;
  /** Asks for the person again. */
  readonly refresh: () => void;
}

type State = { readonly is: 'asking' | 'sending' | 'sent' } | { readonly is: 'failed'; readonly failure: ApiFailure };

interface BodyProps {
  readonly id: string;
  readonly state: State;
  readonly typed: string;
  readonly onTyped: (typed: string) => void;
}

const Body = ({ id, state, typed, onTyped }: BodyProps) =>
  state.is === 'sent' ? (
    <Notice>
      <p class="strong">{words.erase.asked}</p>
      <p>{words.erase.askedHint}</p>
    </Notice>
  ) : (
    <>
      <ul class="happens">
        {words.erase.happens.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <TextField label={words.erase.confirm(id)} value={typed} onValue={onTyped} />
      {state.is === 'failed' ? <Failed failure={state.failure} /> : null}
    </>
  );

/** Asks for the erasure of a person, after their id was typed once more. */
export const Erasure = ({ id, refresh }: Props) => {
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [state, setState] = useState<State>({ is: 'asking' });
  const close = (): void => {
    setOpen(false);
    setTyped('');
    if (state.is === 'sent') refresh();
    setState({ is: 'asking' });
  };
  const erase = async (): Promise<void> => {
    setState({ is: 'sending' });
    try {
      await call(path`/v1/people/${id}/erasure`, { body: { confirm: typed } });
      setState({ is: 'sent' });
    } catch (error) {
      setState({ is: 'failed', failure: failureIn(error) });
    }
  };
  const submit = (
    <Button tone="danger" disabled={typed !== id || state.is === 'sending'} onClick={() => void erase()}>
      {words.erase.submit}
    </Button>
  );
  return (
    <>
      <Button tone="danger" onClick={() => setOpen(true)}>
        {words.erase.open}
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={close}
        title={words.erase.title(id)}
        actions={state.is === 'sent' ? null : submit}
      >
        <Body id={id} state={state} typed={typed} onTyped={setTyped} />
      </Dialog>
    </>
  );
};
