import { h } from 'preact';
import type { ReportSection } from './report-section.ts';

/** What is told last is no finding. */
const isFinding = ({ id, finding }: ReportSection): boolean => finding !== undefined && id !== 'about';

/** All findings together, each with the way to what shows it. */
const inShort = (findings: readonly ReportSection[]): ReportSection => ({
  id: 'in-short',
  title: 'In short',
  finding: 'What the data say',
  body: h(
    'ol',
    { class: 'in-short' },
    findings.map(({ id, title, finding }) =>
      h('li', null, h('a', { href: `#${id}` }, title), h('span', null, finding)),
    ),
  ),
});

/** The sections, and before them what they find, where they find anything. */
export const withSummary = (sections: readonly ReportSection[]): readonly ReportSection[] => {
  const findings = sections.filter(isFinding);
  return findings.length === 0 ? sections : [inShort(findings), ...sections];
};
