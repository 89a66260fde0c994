import type { ComponentChildren } from 'preact';
import type { Telling } from '../telling.ts';

/** A section of the page. */
export interface ReportSection {
  /** Unique on the page: contents lead to it. */
  readonly id: string;
  readonly title: string;
  /** The finding in one sentence, only from figures of the report; absent where the data lack it. */
  readonly finding?: string;
  /** What is missing, and what to do about it; present where there is no finding. */
  readonly missing?: string;
  /** The charts and the details. */
  readonly body?: ComponentChildren;
}

/** Makes a section of a report. */
export type MakeSection = (telling: Telling) => ReportSection;
