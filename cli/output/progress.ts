import type { Terminal } from './terminal.ts';

/** The work under way. */
export interface Work {
  /** The share that is done, from 0 to 1; undefined where it is not known. */
  readonly share: () => number | undefined;
  readonly stopwatch: () => number;
}

/** Shows the progress of reading events. */
export interface Progress {
  readonly at: (events: number) => void;
  /** Takes the bar away. */
  readonly end: () => void;
}

const barWidth = 30;
const pauseMs = 100;

const bar = (share: number): string => {
  const full = Math.min(barWidth, Math.round(share * barWidth));
  return `${'█'.repeat(full)}${'░'.repeat(barWidth - full)} ${String(Math.floor(share * 100)).padStart(3)} %  `;
};

/** Shows a bar with the share, the number of events and their rate, on a terminal alone. */
export const createProgress = ({ show }: Terminal, { share, stopwatch }: Work): Progress => {
  const started = stopwatch();
  let shown = -Infinity;
  return {
    at: (events) => {
      const now = stopwatch();
      if (show === undefined || now - shown < pauseMs) return;
      shown = now;
      const done = share();
      const rate = Math.round((events * 1000) / Math.max(now - started, 1));
      show(
        `${done === undefined ? '' : bar(done)}${events.toLocaleString('en')} events, ${rate.toLocaleString('en')}/s`,
      );
    },
    end: () => show?.(''),
  };
};
