import type { Figure } from '../benchmark.ts';
import type { Workload } from './workload.ts';

/** For how long a stream may gather a batch, in seconds; the second is what a deployment does. */
const windows = [1, 2, 5, 60] as const;
const deployed = 2;

interface Line {
  readonly time: string;
  readonly detail: { readonly customerId?: string; readonly anonymousId?: string };
}

const personOf = ({ detail: { customerId, anonymousId } }: Line): string =>
  customerId === undefined ? `A#${anonymousId}` : `C#${customerId}`;

/** The windows that a person's events fall into: each begins with the first event after the last. */
const windowsOf = (times: readonly number[], seconds: number): number => {
  let [count, end] = [0, -Infinity];
  for (const time of times) {
    if (time < end) continue;
    count += 1;
    end = time + seconds * 1000;
  }
  return count;
};

/** The events of a person that fall into one window, and would share a commit, on average. */
const sharingOf = (lines: readonly Line[], seconds: number): number => {
  const people = [...Map.groupBy(lines, personOf).values()];
  const commits = people.map((own) =>
    windowsOf(
      own.map(({ time }) => Date.parse(time)).toSorted((a, b) => a - b),
      seconds,
    ),
  );
  return lines.length / commits.reduce((sum, each) => sum + each, 0);
};

/** How many events of one person a batch of the stream brings together, which are then one commit. */
export const sharingFigure = ({ name, about, lanes }: Workload): Figure => {
  const lines = lanes.flat().map((line) => JSON.parse(line) as Line);
  const shared = windows.map((seconds) => [`${seconds}s`, sharingOf(lines, seconds)] as const);
  return {
    name: `writes.sharing.${name}`,
    about: `${about}: events of one person within ${deployed} seconds, which share a commit in a stream`,
    unit: 'events a commit',
    ours: sharingOf(lines, deployed),
    details: { events: lines.length, ...Object.fromEntries(shared) },
  };
};
