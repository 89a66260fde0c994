/* node undo-load.mjs < wrong-load.jsonl > undo.jsonl: a withdrawal of each event of a file. */
import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';

const occurredAt = new Date().toISOString();
for await (const line of createInterface({ input: process.stdin })) {
  const { source, detail } = JSON.parse(line);
  const { eventId: replaces, customerId, anonymousId } = detail;
  /* With both ids a withdrawal would link them. */
  const who = customerId === undefined ? { anonymousId } : { customerId };
  const eventId = `undo-${createHash('sha256').update(replaces).digest('hex').slice(0, 32)}`;
  const withdrawal = { eventId, ...who, occurredAt, replaces };
  const entry = { time: occurredAt, source, 'detail-type': 'EventWithdrawn', detail: withdrawal };
  process.stdout.write(`${JSON.stringify(entry)}\n`);
}
