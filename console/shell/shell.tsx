import type { ComponentChildren } from 'preact';
import type { Session } from '../api/session.ts';
import { shell } from '../words/en.ts';
import { SideBar } from './side-bar.tsx';

interface Props {
  /** Undefined until it is known. */
  readonly session: Session | undefined;
  readonly children: ComponentChildren;
}

/** What stays around every screen. */
export const Shell = ({ session, children }: Props) => (
  <>
    <a class="skip" href="#main" onClick={skipToMain}>
      {shell.skip}
    </a>
    <div class="shell">
      <SideBar session={session} />
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  </>
);

/** The router would take a fragment for another page. */
const skipToMain = (event: Event): void => {
  event.preventDefault();
  document.querySelector<HTMLElement>('#main')?.focus();
};
