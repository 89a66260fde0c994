import { assumedRequest } from '#lib/tools/cost/api-parts.ts';
import { pollers, updateMs } from '#lib/tools/cost/batches.ts';
import { assumedSeconds } from '#lib/tools/cost/functions.ts';
import { assumedPass } from '#lib/tools/cost/insight-parts.ts';
import { measuringCommand } from '#lib/tools/cost/measured-work.ts';
import { assumedMembers } from '#lib/tools/cost/member-parts.ts';
import { watched } from '#lib/tools/cost/monthly-parts.ts';

/** The assumptions of the bill: what it rests on without having been measured. */
export const assumptionText = (): string =>
  [
    `Measured by \`${measuringCommand}\`: units, changes, ticks and bytes. Assumed, and not measured:`,
    `  an update takes ${updateMs.one} ms for a batch of one and ${updateMs.ten} ms for ten, a publication ${assumedSeconds.publish * 1000} ms, a sweep ${assumedSeconds.sweep * 1000} ms`,
    `  a batch holds what comes while ${pollers} pollers are busy with the last: one on a quiet system, ten on a busy one`,
    '  producers put one event in a call; no event of one customer shares its write with another',
    `  ${watched.metrics} metrics, ${watched.alarms} alarms, ${watched.logBytesPerRun} bytes of log a run, 5 % of runs traced, a data key reused for five minutes`,
    `  a pass for insight takes ${assumedPass.msPerPerson} ms a person and ${assumedPass.steps.toLocaleString('en')} steps; one person in ${1 / assumedPass.writers} has written something`,
    `  a person is in ${assumedMembers.perPerson} segments, or was within five weeks; a row of a list of members has ${assumedMembers.rowBytes} bytes`,
    `  the changes of a batch are of as few segments as if there were ${assumedMembers.segments}, each as often: of 6 changes 5, of 40 changes 15`,
    `  a request to the HTTP API takes ${assumedRequest.seconds * 1000} ms and ${assumedRequest.reads} read units`,
    '  prices of metrics, alarms, traces, steps, objects and point-in-time recovery, which AWS may have changed',
    'Not in it: what campaigns do with changes, failed and repeated calls, data transfer, quarantine, a rebuild or a new catalogue.',
  ].join('\n');
