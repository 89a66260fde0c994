import type { ComponentChildren } from 'preact';
import { shell } from '../words/en.ts';
import { SideBar } from './side-bar.tsx';

/** What stays around every screen. */
export const Shell = ({ children }: { readonly children: ComponentChildren }) => (
  <>
    <a class="skip" href="#main" onClick={skipToMain}>
      {shell.skip}
    </a>
    <div class="shell">
      <SideBar />
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
