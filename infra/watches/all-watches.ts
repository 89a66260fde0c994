import { apis } from './api-watches.ts';
import { canaries } from './canary-watches.ts';
import { delays } from './delay-watches.ts';
import { destinations } from './destination-watches.ts';
import { faults } from './fault-watches.ts';
import { lastNets } from './last-net-watches.ts';
import { leftOvers } from './left-over-watches.ts';
import { passes } from './pass-watches.ts';
import { refusals } from './refusal-watches.ts';
import { sources } from './source-watches.ts';
import { streams } from './stream-watches.ts';
import type { Watch } from './watch.ts';
import type { Watched } from './watched.ts';

const kinds = [leftOvers, lastNets, delays, faults, refusals, passes, apis, canaries, sources, destinations, streams];

/** All alarms on single metrics. */
export const allWatches = (watched: Watched): readonly Watch[] => kinds.flatMap((watches) => watches(watched));
