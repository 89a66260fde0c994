import { useLocation } from 'preact-iso/router';
import { useEffect, useState } from 'preact/hooks';
import type { Session } from '../api/session.ts';
import { shell } from '../words/en.ts';
import { Navigation } from './navigation.tsx';
import { SignOut } from './sign-out.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

const Place = ({ session: { mode, catalogue } }: { readonly session: Session }) => (
  <p class="place">
    {shell.modes[mode]}
    <span>{shell.zone(catalogue.timeZone)}</span>
  </p>
);

/** The name, the navigation, what is looked at and the theme; on a phone behind a button. */
export const SideBar = ({ session }: { readonly session: Session | undefined }) => {
  const { path } = useLocation();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => setOpen(false), [path]);
  return (
    <header class={isOpen ? 'side-bar open' : 'side-bar'}>
      <a class="wordmark" href="/segments">
        {shell.name}
      </a>
      <button
        type="button"
        class="menu-button"
        aria-expanded={isOpen}
        aria-controls="menu"
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? shell.closeMenu : shell.openMenu}
      </button>
      <div id="menu" class="menu">
        <Navigation path={path} />
        <div class="menu-foot">
          {session === undefined ? null : <Place session={session} />}
          <ThemeSwitch />
          <SignOut />
        </div>
      </div>
    </header>
  );
};
