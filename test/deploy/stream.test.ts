import { mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callFunction } from '#infra/local/call-function.ts';
import { deployAll } from '#infra/local/cdk.ts';
import { startEmulator, workFolder, type Emulator } from '#infra/local/emulator.ts';
import { personOf } from '#lib/core/profile/person.ts';
import { runCdk } from './cdk.ts';
import { converse, type Conversation } from './conversation.ts';
import { connectTo, outputsIn, until, type Outputs } from './deployed.ts';
import { checkAll } from './operated.ts';
import { rulesInto, type Rules } from './put-records.ts';
import { replay } from './replayed.ts';
import { shopEvents, type Entry } from './shop-events.ts';
import { describeStack, resourceIn } from './stacks.ts';

const catalogue = 'test/deploy/quick-catalogue.json';
/** Longer than every short window of that catalogue. */
const quietMs = 6_000;

/** No event, among those of a customer: nobody can read it. */
const poison = { text: '{"detail-type": "VisitMade", "detail": ', key: 'customer-0' };
/** So many entries come before it. */
const beforePoison = 20;

let emulator: Emulator;
let outputs: Outputs;
let conversation: Conversation;
let rules: Rules;

/** Puts entries as the rules do, and in their midst what is no event. */
const poisoned = ({ put, putText }: Pick<Rules, 'put' | 'putText'>): Rules['put'] => {
  let count = 0;
  return async (entry) => {
    count += 1;
    if (count === beforePoison) await putText(poison.text, poison.key);
    await put(entry);
  };
};

beforeAll(async () => {
  mkdirSync(workFolder, { recursive: true });
  emulator = await startEmulator();
  await runCdk(emulator, ['bootstrap', emulator.target]);
  outputs = outputsIn(await runCdk(emulator, deployAll, { intake: 'stream', catalogue }));
  const [, streamName = ''] = (await describeStack(emulator, 'patron')).outputs['StreamArn']?.split('/') ?? [];
  rules = rulesInto(emulator, streamName, connectTo(emulator, outputs).put);
  conversation = await converse(emulator, outputs, { waves: shopEvents(Date.now()), put: poisoned(rules) });
});

afterAll(() => emulator?.stop());

const idOf = ({ detail: { changeId, customerId, anonymousId } }: Entry): string =>
  typeof changeId === 'string' ? changeId : `erased ${JSON.stringify({ customerId, anonymousId })}`;

/** Without the wall clock, the trace and a random receipt, by its id: at least once is what campaigns are promised. */
const byId = (entries: readonly Entry[]) =>
  Object.fromEntries(
    entries.map((entry) => {
      const { decidedAt: _clock, traceId: _trace, receiptId: _madeUp, ...detail } = entry.detail;
      return [idOf(entry), { type: entry['detail-type'], detail }];
    }),
  );

const personIn = ({ detail }: Entry) => personOf(detail);

const rowOf = (entry: Entry): string => `${personIn(entry)}/${JSON.stringify(entry.detail['eventId'])}`;

describe('a deployment whose events wait in a stream', () => {
  test('publishes exactly what replay publishes for the same arrivals, by ticks through the stream as well', async () => {
    const lastMoment = Math.max(...conversation.arrived.map(({ arrivedAt }) => arrivedAt));
    await sleep(Math.max(0, lastMoment + quietMs - Date.now()));
    // As the schedule does, without waiting for the minute.
    expect(await callFunction(emulator, await resourceIn(emulator, 'patron', 'ReviewSweepHandler'))).toBeNull();
    const { changes } = replay(conversation.arrived, lastMoment + quietMs, catalogue);
    const expected = byId(changes);
    const origins = new Set(changes.map(({ detail }) => detail['origin']));
    expect(origins).toEqual(new Set(['live', 'timer', 'merge', 'erasure', undefined]));
    const seen = async () => byId(await conversation.heard());
    await until(
      async () => Object.keys(await seen()).length,
      (count) => count >= Object.keys(expected).length,
      { seconds: 120, what: `${Object.keys(expected).length} announcements` },
    );
    expect(await seen()).toEqual(expected);
    expect((await rules.texts()).filter((text) => text.startsWith('{"tick"')).length).toBeGreaterThan(0);
  });

  test('keeps each applied event once, in the ledger of its person and in the profile', async () => {
    const { store } = connectTo(emulator, outputs);
    const people = [...new Set(conversation.applied.map(personIn))];
    const ledgers = await Promise.all(people.map((person) => Array.fromAsync(store.ledger(person))));
    const kept = ledgers.flat().filter(({ fingerprint }) => fingerprint !== undefined);
    expect(new Set(kept.map(({ person, eventId }) => `${person}/${JSON.stringify(eventId)}`))).toEqual(
      new Set(conversation.applied.map(rowOf)),
    );
    expect(checkAll(emulator, outputs, catalogue)).toMatch(/^\d\d profiles compared .* without a difference/m);
  });

  test('splits off what is no event into quarantine, and has taken what came behind it', () => {
    expect(conversation.quarantined.filter(({ entry }) => entry === poison.text)).toEqual([
      expect.objectContaining({ reason: 'invalid', rule: 'must be JSON' }),
    ]);
  });
});

/** A visit of a person of its own. */
const visitOf = (customerId: string): Entry => ({
  source: 'shop.deploy-test',
  'detail-type': 'VisitMade',
  detail: { eventId: `visit-of-${customerId}`, customerId, occurredAt: '2026-11-02T09:12:00Z' },
});

/** Waits until the visit of each of these people is in their ledger. */
const visited = async (...people: readonly string[]): Promise<void> => {
  const { store } = connectTo(emulator, outputs);
  const rows = async () =>
    (await Promise.all(people.map((id) => Array.fromAsync(store.ledger(personOf({ customerId: id })))))).flat();
  await until(
    async () => (await rows()).filter(({ fingerprint }) => fingerprint !== undefined).length,
    (count) => count === people.length,
    { seconds: 60, what: `the visits of ${people.join(', ')}` },
  );
};

describe('the way back to the queue', () => {
  test('is refused while events are put into the stream, which goes on', async () => {
    await expect(runCdk(emulator, deployAll, { catalogue })).rejects.toThrow('Cannot deploy fifo as the intake');
    await rules.put(visitOf('still-streamed'));
    await visited('still-streamed');
  });

  test('leads by draining the stream, while new events wait in the queue, and ends without a stream', async () => {
    await runCdk(emulator, deployAll, { intake: 'drain', catalogue });
    await rules.put(visitOf('left-in-stream'));
    await connectTo(emulator, outputs).put(visitOf('queued-again'));
    await visited('left-in-stream', 'queued-again');
    await runCdk(emulator, deployAll, { catalogue });
    await expect(resourceIn(emulator, 'patron', 'EventIntakeStream')).rejects.toThrow('has none');
    await connectTo(emulator, outputs).put(visitOf('queued-alone'));
    await visited('queued-alone');
  });
});
