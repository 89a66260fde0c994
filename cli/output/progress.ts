import { number } from './numbers.ts';
import type { Terminal } from './terminal.ts';

/** The work under way. */
export interface Work {
  /** The share that is done, from 0 to 1; undefined where it is not known. */
  readonly share: () => number | undefined;
  /** Names the step of a longer work, such as `Deciding segments`. */
  readonly step?: string;
  readonly stopwatch: () => number;
}

/** Shows the progress of reading events. */
export interface Progress {
  readonly at: (events: number) => void;
  /** Takes the bar away. */
  readonly end: () => void;
}

const widestBar = 30;
const narrowestBar = 5;
const pauseMs = 100;

/** A bar of at most `columns`, with the space after it; empty where it would be too narrow to say anything. */
const bar = (share: number, columns: number): string => {
  const width = Math.min(widestBar, columns - 1);
  if (width < narrowestBar) return '';
  const full = Math.min(width, Math.round(share * width));
  return `${'█'.repeat(full)}${'░'.repeat(width - full)} `;
};

const percentOf = (share: number): string => `${String(Math.floor(share * 100)).padStart(3)} %  `;

const withShare = (counts: string, share: number | undefined, columns = 80): string => {
  if (share === undefined) return counts;
  const text = percentOf(share) + counts;
  return bar(share, columns - 1 - text.length) + text;
};

/** Shows a bar with the share, the number of events and their rate, only on a terminal. */
export const createProgress = (terminal: Terminal, { share, step, stopwatch }: Work): Progress => {
  const started = stopwatch();
  const named = step === undefined ? '' : `${step}: `;
  let shown = -Infinity;
  return {
    at: (events) => {
      const now = stopwatch();
      if (terminal.show === undefined || now - shown < pauseMs) return;
      shown = now;
      const rate = Math.round((events * 1000) / Math.max(now - started, 1));
      const counts = `${named}${number(events)} events, ${number(rate)}/s`;
      terminal.show(withShare(counts, share(), terminal.columns));
    },
    end: () => terminal.show?.(''),
  };
};
