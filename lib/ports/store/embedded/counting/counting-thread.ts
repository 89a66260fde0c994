/** Counts the log of the store at `workerData`, as it is when the thread begins, and sends the counts segment by segment. */
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { countOn, emptyCount } from './count-on.ts';
import { loggedRows } from './logged-rows.ts';
import type { Counted } from './count-in-thread.ts';

if (parentPort === null) throw new Error('Cannot count as a thread: current value is the main thread');

const port = parentPort;
const send = (counted: Counted) => port.postMessage(counted, []);

const database = new DatabaseSync(workerData as string, { readOnly: true });
// All pages are of one state of the file.
database.exec('BEGIN');
const log = loggedRows(database);
const count = emptyCount();
const pages = countOn(log, count, log.last());
while (!pages.next().done);
for (const segment of count.sums.segments()) send({ segment, hours: count.sums.hoursOf(segment) });
send({ position: count.position });
database.close();
