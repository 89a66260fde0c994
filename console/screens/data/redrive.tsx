import { useState } from 'preact/hooks';
import { call } from '../../api/call.ts';
import { failureIn, type ApiFailure } from '../../api/failure.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Failed } from '../../parts/failed.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useShow } from '../../show/use-show.ts';
import { data as words } from '../../words/en.ts';

interface Props {
  readonly reason: string;
  /** What the reason is called. */
  readonly title: string;
  readonly entries: number;
  /** Asks for the list again. */
  readonly refresh: () => void;
}

/** `POST /v1/quarantine/redrive` */
interface Redriven {
  readonly sent: number;
  readonly left: number;
}

type State =
  | { readonly is: 'asking' | 'sending' }
  | { readonly is: 'sent'; readonly redriven: Redriven }
  | { readonly is: 'failed'; readonly failure: ApiFailure };

const Told = ({ redriven: { sent, left } }: { readonly redriven: Redriven }) => {
  const { number } = useShow();
  return (
    <Notice>
      <p class="strong" role="status">
        {words.redrive.sent(number(sent))} {left === 0 ? null : words.redrive.left(number(left))}
      </p>
      <p>{words.redrive.takes}</p>
    </Notice>
  );
};

const Asked = ({ entries, state }: { readonly entries: number; readonly state: State }) => {
  const { number } = useShow();
  return (
    <>
      <p>{words.redrive.what(number(entries))}</p>
      <p class="note">{words.redrive.effect}</p>
      {state.is === 'failed' ? <Failed failure={state.failure} /> : null}
    </>
  );
};

/** Sends the entries of one reason again, when that was confirmed, and says how many went. */
export const Redrive = ({ reason, title, entries, refresh }: Props) => {
  const [isOpen, setOpen] = useState(false);
  const [state, setState] = useState<State>({ is: 'asking' });
  const close = (): void => {
    setOpen(false);
    if (state.is === 'sent') refresh();
    setState({ is: 'asking' });
  };
  const send = async (): Promise<void> => {
    setState({ is: 'sending' });
    try {
      setState({ is: 'sent', redriven: await call<Redriven>('/v1/quarantine/redrive', { body: { reason } }) });
    } catch (error) {
      setState({ is: 'failed', failure: failureIn(error) });
    }
  };
  const submit = (
    <Button tone="primary" disabled={state.is === 'sending'} onClick={() => void send()}>
      {words.redrive.submit}
    </Button>
  );
  return (
    <>
      <Button onClick={() => setOpen(true)}>{words.redrive.open}</Button>
      <Dialog
        isOpen={isOpen}
        onClose={close}
        title={words.redrive.title(title)}
        actions={state.is === 'sent' ? null : submit}
      >
        {state.is === 'sent' ? <Told redriven={state.redriven} /> : <Asked entries={entries} state={state} />}
      </Dialog>
    </>
  );
};
