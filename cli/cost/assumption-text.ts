import { assumedRequest } from '#lib/tools/cost/api-parts.ts';
import { pollers, updateMs } from '#lib/tools/cost/batches.ts';
import { assumedSeconds, assumedSegments } from '#lib/tools/cost/functions.ts';
import { assumedPass } from '#lib/tools/cost/insight-parts.ts';
import { measuredUpdate, tableCallsMs, timingCommand } from '#lib/tools/cost/measured-times.ts';
import { measuredSharing, measuringCommand } from '#lib/tools/cost/measured-work.ts';
import { assumedMembers } from '#lib/tools/cost/member-parts.ts';
import { usualRegion } from '#lib/tools/cost/prices.ts';
import { pricesRead, type Region } from '#lib/tools/cost/region-prices.ts';
import { streamReading } from '#lib/tools/cost/stream-batches.ts';
import { quantity } from '../output/numbers.ts';

/** What was measured, and by which command. */
const measured = (): readonly string[] => [
  `Measured by \`${measuringCommand}\`: units, changes, ticks and bytes.`,
  `Measured by \`${timingCommand}\`: the processor time of an update, ${measuredUpdate.one} ms for a batch of one and ${measuredUpdate.ten} ms for ten,`,
  `  and of a publication, and the bytes of their logs. At 512 MB a function has 29 % of a processor: with ${tableCallsMs} ms of calls (assumed) an update takes ${quantity(updateMs.one)} and ${quantity(updateMs.ten)} ms.`,
  `Measured by \`${measuringCommand}\` as well: the events of one person within ${streamReading.window} seconds, the window of a stream: ${quantity(measuredSharing.visits)} on average in the shop of`,
  `  visits and ${quantity(measuredSharing.invoices)} in that of invoices, so no event is taken to share its commit with another.`,
  'Counted in the template of a deployment with all defaults: metrics, alarms and the dashboard.',
];

const ofPrices = (region: Region): readonly string[] => [
  `Prices were read on ${pricesRead.on} from ${pricesRead.from};`,
  `  those of events, archive, queue, stream, traces, state machines and dashboard are of us-east-1${region === usualRegion ? '' : ', since they were not read elsewhere'}.`,
];

/** What the bill rests on: what was measured, counted and read, and what was assumed. */
export const assumptionText = (region: Region): string =>
  [
    ...measured(),
    ...ofPrices(region),
    'Assumed, and not measured:',
    `  a processor of Lambda is as fast as that of the measuring machine; a sweep takes ${assumedSeconds.sweep * 1000} ms`,
    `  a batch holds what comes while ${pollers} pollers are busy with the last: one on a quiet system, ten on a busy one, and ten of the ticks`,
    '  of a minute, which are sent together',
    `  a batch of the stream holds what comes in ${streamReading.window} seconds to one of ${streamReading.lanes} lanes of a shard; Kinesis keeps four shards, or room for twice the load; KB are rounded up by half of one`,
    '  producers put one event in a call',
    '  every change is of a segment that is counted one by one; a data key is reused for five minutes',
    `  a pass for insight takes ${assumedPass.msPerPerson} ms a person and ${assumedPass.steps.toLocaleString('en')} steps; one person in ${1 / assumedPass.writers} has written something`,
    `  a person is in ${assumedMembers.perPerson} segments, or was within five weeks; a row of a list of members has ${assumedMembers.rowBytes} bytes`,
    `  the changes of a batch are of as few segments as if there were ${assumedSegments}, each as often: of 6 changes 5, of 40 changes 15`,
    `  a request to the HTTP API takes ${assumedRequest.seconds * 1000} ms and ${assumedRequest.reads} read units`,
    'Not in it: what campaigns do with changes, their subscriptions, sources and destinations, the console, failed and repeated calls, data transfer, quarantine,',
    '  a rebuild or a new catalogue.',
  ].join('\n');
