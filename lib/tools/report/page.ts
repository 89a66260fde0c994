import { h } from 'preact';
import { Masthead } from './masthead.ts';
import type { ReportSection } from './sections/report-section.ts';
import { SectionView } from './sections/section-view.ts';
import { styleHash, styleSheet } from './style-sheet.ts';
import type { Telling } from './telling.ts';

interface Props {
  readonly telling: Telling;
  readonly sections: readonly ReportSection[];
}

/** Nothing is loaded or run; of styles only that of the page itself. */
const policy = `default-src 'none'; style-src '${styleHash}'; base-uri 'none'; form-action 'none'`;

const Head = ({ telling: { report, dates } }: Pick<Props, 'telling'>) =>
  h(
    'head',
    null,
    h('meta', { charset: 'utf-8' }),
    h('meta', { 'http-equiv': 'Content-Security-Policy', content: policy }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { name: 'color-scheme', content: 'light dark' }),
    h('meta', { name: 'referrer', content: 'no-referrer' }),
    h('title', null, `${report.source}: customers as of ${dates.day(report.asOf)}`),
    // Preact would escape quotes, which a style sheet takes as they are; it holds nothing of the report.
    h('style', { dangerouslySetInnerHTML: { __html: styleSheet } }),
  );

const Contents = ({ sections }: Pick<Props, 'sections'>) =>
  h(
    'nav',
    { class: 'contents', 'aria-label': 'Contents' },
    h(
      'ol',
      null,
      sections.map(({ id, title }) => h('li', null, h('a', { href: `#${id}` }, title))),
    ),
  );

/** The whole document. */
export const Page = ({ telling, sections }: Props) =>
  h(
    'html',
    { lang: 'en' },
    h(Head, { telling }),
    h(
      'body',
      null,
      h('a', { class: 'skip', href: '#findings' }, 'Skip to the findings'),
      h(Masthead, { telling }),
      h(
        'div',
        { class: 'columns' },
        h(Contents, { sections }),
        h(
          'main',
          { id: 'findings' },
          sections.map((section, place) => h(SectionView, { ...section, isFirst: place === 0 })),
        ),
      ),
      h('footer', null, 'Made by Patron from the shop’s own events. Nothing on this page is loaded from elsewhere.'),
    ),
  );
