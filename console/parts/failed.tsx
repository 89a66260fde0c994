import type { ApiFailure } from '../api/failure.ts';
import { failures, parts } from '../words/en.ts';
import { Button } from './button.tsx';

interface Props {
  readonly failure: ApiFailure;
  /** Asks again; no button without it. */
  readonly retry?: (() => void) | undefined;
}

/** Where a question was not answered: what happened, what to do, and what the API said. */
export const Failed = ({ failure, retry }: Props) => {
  const { title, hint } = failures[failure.code];
  return (
    <div class="failed" role="alert">
      <p class="empty-title">{title}</p>
      <p class="note">{hint}</p>
      <p class="said">{failure.message}</p>
      {retry === undefined ? null : (
        <div class="actions">
          <Button onClick={retry}>{parts.retry}</Button>
        </div>
      )}
    </div>
  );
};
