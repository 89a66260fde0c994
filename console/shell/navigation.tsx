import { screens } from '../screens/screens.ts';
import { shell } from '../words/en.ts';

const isBelow = (path: string, screen: string): boolean => path === screen || path.startsWith(`${screen}/`);

const isPresent = (path: string, screen: string): boolean =>
  isBelow(path, screen) || (path === '/' && screen === screens[0]?.path);

/** The screens that have a name, the present one marked; one below it counts as it. */
export const Navigation = ({ path }: { readonly path: string }) => (
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
);
