import './configured.ts';
import { describe, expect, test, vi } from 'vitest';
import { measureProfiles } from '#functions/metrics/profile-size.ts';
import { telemetry } from '#functions/runtime/telemetry.ts';
import { createHandler } from '#functions/update.ts';
import { embedded, noon, purchase, waitingRows } from '#test/use-cases/given.ts';
import { handingBack } from './handing-back.ts';
import { envelope, invoke, listen, sqsEvent, sqsRecord } from './invoke.ts';

describe('measureProfiles()', () => {
  test('adds the size of each profile that is saved, and saves it', async () => {
    const log = listen();
    const observing = telemetry('update');
    const { store, deps } = embedded();
    const measured = measureProfiles(store, observing.metrics);
    const handler = createHandler({ ...handingBack().deps, ...deps, store: measured, ...observing });
    const described = { custom: { note: 'é'.repeat(250) } };
    const records = [purchase({ customerId: 'ada' }), purchase({ customerId: 'bob', ...described })].map((entry) =>
      sqsRecord(envelope(entry), { arrivedAt: noon }),
    );
    await invoke(handler, sqsEvent(...records));
    expect(waitingRows(store)).toHaveLength(2);
    const [{ ProfileBytes: bytes } = {}] = log.metrics();
    const { record } = await store.load('C#ada', []);
    const state = record?.kind === 'profile' ? record.state : undefined;
    expect(bytes).toContain(Buffer.byteLength(JSON.stringify(state)));
    expect(bytes).toHaveLength(2);
    vi.restoreAllMocks();
  });
});
