import { type ComponentChild, render } from 'preact';
import { beginAccess } from './access/present-access.ts';
import { App } from './shell/app.tsx';
import { NotSignedIn } from './shell/not-signed-in.tsx';
import { applyKeptTheme } from './shell/theme.ts';

applyKeptTheme();
const root = document.querySelector('#app');
const show = (page: ComponentChild): void => {
  if (root !== null) render(page, root);
};
beginAccess().then(
  () => show(<App />),
  (error: unknown) => show(<NotSignedIn reason={error instanceof Error ? error.message : String(error)} />),
);
