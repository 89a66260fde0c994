/** The thread of one part of a replay: answers each request in order, and closes its store after `end`. */
import { on } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import type { PartRequest, PartStart } from './part-answers.ts';
import { startAnswering } from './answer-requests.ts';

if (parentPort === null) throw new Error('Cannot replay as a thread: current value is the main thread');

const port = parentPort;
const answer = startAnswering(workerData as PartStart);

for await (const [request] of on(port, 'message') as AsyncIterable<[PartRequest]>) {
  port.postMessage(await answer(request), []);
  if (request.kind === 'end') break;
}
