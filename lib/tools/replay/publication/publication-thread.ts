/** The thread of a publication: publishes into the file at `workerData` what it is sent, until it is told the end. */
import { on } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import type { Answer, Told } from './asking.ts';
import { createRowJournal } from './row-journal.ts';

if (parentPort === null) throw new Error('Cannot publish as a thread: current value is the main thread');

const port = parentPort;
const journal = await createRowJournal(workerData as string);
const answer = () => port.postMessage(journal.turns satisfies Answer, []);

for await (const [told] of on(port, 'message') as AsyncIterable<[Told]>) {
  if (told === 'end') break;
  await journal.publish(told);
  answer();
}
await journal.close();
answer();
