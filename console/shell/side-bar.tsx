import { useLocation } from 'preact-iso/router';
import { useEffect, useState } from 'preact/hooks';
import { screens } from '../screens/screens.ts';
import { shell } from '../words/en.ts';
import { ThemeSwitch } from './theme-switch.tsx';

const isBelow = (path: string, screen: string): boolean => path === screen || path.startsWith(`${screen}/`);

const isPresent = (path: string, screen: string): boolean =>
  isBelow(path, screen) || (path === '/' && screen === screens[0]?.path);

/** The name, the navigation and the theme; on a phone behind a button. */
export const SideBar = () => {
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
        <nav aria-label={shell.navigation}>
          <ul>
            {screens.map(({ path: screen, title }) =>
              title === undefined ? null : (
                <li key={screen}>
                  <a href={screen} aria-current={isPresent(path, screen) ? 'page' : undefined}>
                    {title}
                  </a>
                </li>
              ),
            )}
          </ul>
        </nav>
        <ThemeSwitch />
      </div>
    </header>
  );
};
