import type { ApiFailure } from '../../api/failure.ts';
import { Button } from '../../parts/button.tsx';
import { live as words } from '../../words/en.ts';

interface Props {
  readonly isPaused: boolean;
  readonly onPause: (isPaused: boolean) => void;
  /** Why the latest question was not answered. */
  readonly failure: ApiFailure | undefined;
}

const standingOf = ({ isPaused, failure }: Props): 'paused' | 'lost' | 'live' => {
  if (isPaused) return 'paused';
  return failure === undefined ? 'live' : 'lost';
};

/** Whether new changes come in, and the button that stops and starts it. */
export const Standing = (props: Props) => {
  const { isPaused, onPause, failure } = props;
  const standing = standingOf(props);
  return (
    <div class="feed-standing">
      <span class={`feed-pulse ${standing}`} role="status" title={failure?.message}>
        {words.standing[standing]}
      </span>
      <Button onClick={() => onPause(!isPaused)}>{isPaused ? words.goOn : words.pause}</Button>
    </div>
  );
};
