/* node undo-load.mjs < wrong-load.jsonl > undo.jsonl: a withdrawal of each event of a file. */
import { createInterface } from 'node:readline';

const occurredAt = new Date().toISOString();
for await (const line of createInterface({ input: process.stdin })) {
  const { source, detail } = JSON.parse(line);
  const { eventId, customerId, anonymousId } = detail;
  const withdrawal = { eventId: `undo-${eventId}`, customerId, anonymousId, occurredAt, replaces: eventId };
  const entry = { time: occurredAt, source, 'detail-type': 'EventWithdrawn', detail: withdrawal };
  process.stdout.write(`${JSON.stringify(entry)}\n`);
}
