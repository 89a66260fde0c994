import lazy from 'preact-iso/lazy';
import { LocationProvider } from 'preact-iso/router';
import { asLookedAt } from '../api/as-of.ts';
import type { Session } from '../api/session.ts';
import { useAnswer } from '../api/use-answer.ts';
import { screens } from '../screens/screens.ts';
import { LoadFailed } from './load-failed.tsx';
import { Screens } from './screens.tsx';
import { Shell } from './shell.tsx';
import { WithSession } from './with-session.tsx';

/** preact-iso waits for ever for code that does not come; that it did not is a screen too. */
const notLoaded = { default: LoadFailed };

const routes = screens.map(({ path, load }) => ({ path, Screen: lazy(() => load().catch(() => notLoaded)) }));

/** The first screen is also what the bare address shows. */
const atRoot = routes.slice(0, 1).map(({ Screen }) => ({ path: '/', Screen }));

/** The whole console. */
export const App = () => {
  const asked = useAnswer<Session>('/v1/console/session');
  const answer = asked.state === 'ready' ? { ...asked, data: asLookedAt(asked.data) } : asked;
  return (
    <LocationProvider>
      <Shell session={answer.state === 'ready' ? answer.data : undefined}>
        <WithSession answer={answer}>
          <Screens routes={[...atRoot, ...routes]} />
        </WithSession>
      </Shell>
    </LocationProvider>
  );
};
