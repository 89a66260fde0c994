import { presentAccess } from '../access/present-access.ts';
import { Button } from '../parts/button.tsx';
import { shell } from '../words/en.ts';

/** Ends the session; nothing on a developer's machine, where there is none. */
export const SignOut = () => {
  const { signOut } = presentAccess();
  if (signOut === undefined) return null;
  return (
    <Button tone="quiet" onClick={signOut}>
      {shell.signOut}
    </Button>
  );
};
