import type { FunctionComponent } from 'preact';
import { ErrorBoundary } from 'preact-iso/lazy';
import { Route, Router, useLocation } from 'preact-iso/router';
import { useEffect, useState } from 'preact/hooks';
import { LoadFailed } from './load-failed.tsx';
import { NotFound } from './not-found.tsx';

interface Props {
  readonly routes: readonly { readonly path: string; readonly Screen: FunctionComponent }[];
}

/** The screens, of which the one of the address is shown. One that breaks says so, until another is gone to. */
export const Screens = ({ routes }: Props) => {
  const { path: present } = useLocation();
  const [isBroken, setBroken] = useState(false);
  useEffect(() => setBroken(false), [present]);
  if (isBroken) return <LoadFailed />;
  return (
    <ErrorBoundary onError={() => setBroken(true)}>
      <Router>
        {routes.map(({ path, Screen }) => (
          <Route key={path} path={path} component={Screen} />
        ))}
        <Route default component={NotFound} />
      </Router>
    </ErrorBoundary>
  );
};
