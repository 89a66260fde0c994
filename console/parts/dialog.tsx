import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { parts } from '../words/en.ts';
import { Button } from './button.tsx';

interface Props {
  readonly isOpen: boolean;
  /** Escape and the close button call it too. */
  readonly onClose: () => void;
  readonly title: string;
  /** Beside the close button: what the dialog asks for. */
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** The browser's own modal dialog: it keeps the focus, and gives it back. */
export const Dialog = ({ isOpen, onClose, title, actions, children }: Props) => {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return (
    <dialog ref={dialog} aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{title}</h2>
      {isOpen ? children : null}
      <div class="actions">
        <Button onClick={onClose}>{parts.close}</Button>
        {actions}
      </div>
    </dialog>
  );
};
