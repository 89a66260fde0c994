import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso/router';
import { useEffect, useRef } from 'preact/hooks';
import { shell } from '../words/en.ts';
import { hasNavigated } from '../shell/navigated.ts';

interface Props {
  readonly title: string;
  /** Above the title: what kind of thing it names. */
  readonly eyebrow?: string | undefined;
  /** Below the title: what this is, in a sentence or two. */
  readonly lede?: ComponentChildren;
  /** Buttons and links of the whole page. */
  readonly actions?: ComponentChildren;
}

/**
 * The head of a screen, which has exactly one: it names the page in the tab, and takes the focus after a navigation, so that
 * whoever reads with a screen reader or a keyboard begins there.
 */
export const PageHeader = ({ title, eyebrow, lede, actions }: Props) => {
  const { path } = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = shell.titleOf(title);
  }, [title]);
  useEffect(() => {
    if (hasNavigated()) heading.current?.focus();
  }, [path]);
  return (
    <div class="page-header">
      <div class="page-titles">
        {eyebrow === undefined ? null : <p class="eyebrow">{eyebrow}</p>}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lede === undefined ? null : <p class="lede">{lede}</p>}
      </div>
      {actions === undefined ? null : <div class="actions">{actions}</div>}
    </div>
  );
};
