import { choosePresent, isPresentChosen } from '../api/as-of.ts';
import { useSession } from '../api/session.ts';
import { Button } from '../parts/button.tsx';
import { Instant } from '../show/instant.tsx';
import { shell } from '../words/en.ts';

/** Above every screen over data that ended long ago: as of when it is shown, and the way to the other view. */
export const Ended = () => {
  const { endedAt } = useSession();
  if (typeof endedAt !== 'string') return null;
  const isPresent = isPresentChosen();
  return (
    <div class="ended" role="note">
      <p>
        {shell.ended.at} <Instant at={endedAt} to="day" />. {isPresent ? shell.ended.asOfNow : shell.ended.asOfThen}
      </p>
      <Button onClick={() => choosePresent(!isPresent)}>
        {isPresent ? shell.ended.showThen : shell.ended.showNow}
      </Button>
    </div>
  );
};
