import { h } from 'preact';
import type { ReportSection } from './report-section.ts';

/** Lays out a section: its title, its finding, and below what shows it. */
export const SectionView = ({ id, title, finding, missing, body, isFirst }: ReportSection & { isFirst: boolean }) => {
  const names = [...(isFirst ? ['first'] : []), ...(finding === undefined ? ['is-missing'] : [])];
  return h(
    'section',
    { id, 'aria-labelledby': `${id}-title`, class: names.join(' ') || undefined },
    h('h2', { id: `${id}-title` }, title),
    finding === undefined ? null : h('p', { class: 'finding' }, finding),
    missing === undefined ? null : h('p', { class: 'aside' }, missing),
    body,
  );
};
