/** The thread of a publication: publishes the rows that it receives into the file at `workerData`, until the request `end`. */
import { on } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { createRowJournal } from './row-journal.ts';
import type { Answer, PublicationRequest } from './thread-requests.ts';

if (parentPort === null) throw new Error('Cannot publish as a thread: current value is the main thread');

const port = parentPort;
const journal = await createRowJournal(workerData as string);
const answer = () => port.postMessage(journal.countsBySegment satisfies Answer, []);

for await (const [request] of on(port, 'message') as AsyncIterable<[PublicationRequest]>) {
  if (request === 'end') break;
  await journal.publish(request);
  answer();
}
await journal.close();
answer();
