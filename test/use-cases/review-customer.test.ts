import { describe, expect, test, vi } from 'vitest';
import { customerKey, visitorKey } from '#lib/core/profile/person.ts';
import { reviewCustomer } from '#lib/use-cases/review/review-customer.ts';
import { updateCustomer } from '#lib/use-cases/update/update-customer.ts';
import { announced, arrivalOf, dayMs, embedded, erasure, linking, noon, purchase, waitingRows } from './given.ts';

const ada = customerKey('ada');
const guest = visitorKey('guest');
/** When the purchase, made a minute before noon, leaves a window of thirty days. */
const dueAt = noon - 60_000 + 30 * dayMs;

const bought = async () => {
  const { store, deps } = embedded();
  await updateCustomer(deps, ada, [arrivalOf(purchase({ customerId: 'ada' }))]);
  const save = vi.spyOn(store, 'save');
  return { store, deps, save };
};

describe('reviewCustomer()', () => {
  test('lets time run strictly before its instant', async () => {
    const { deps, store } = await bought();
    expect(await reviewCustomer(deps, ada, { at: dueAt })).toEqual({ changes: 0, conflicts: 0 });
    expect(announced(store)).toHaveLength(2);
    expect(await reviewCustomer(deps, ada, { at: dueAt + 1 })).toEqual({ changes: 1, conflicts: 0 });
    expect(announced(store).at(-1)).toBe('C#ada:3 exited fresh-buyer');
  });

  test('gives a change its exact instant, however late', async () => {
    const { deps, store } = await bought();
    await reviewCustomer(deps, ada, { at: dueAt + 100 * dayMs });
    expect(waitingRows(store).at(-1)).toMatchObject({
      effectiveAt: '2026-12-02T11:59:00.000Z',
      origin: 'timer',
      cause: { dueAt: '2026-12-02T11:59:00.000Z' },
    });
  });

  test('saves nothing where nothing moved, and moves what the store still lists too early', async () => {
    const { deps, save } = await bought();
    await reviewCustomer(deps, ada, { at: noon + 1, dueAt });
    expect(save).not.toHaveBeenCalled();
    await reviewCustomer(deps, ada, { at: noon + 1, dueAt: noon });
    expect(save).toHaveBeenCalledOnce();
  });

  test('once too often changes nothing', async () => {
    const { deps, store } = await bought();
    await reviewCustomer(deps, ada, { at: dueAt + 1, dueAt });
    expect(await reviewCustomer(deps, ada, { at: dueAt + 2, dueAt })).toEqual({ changes: 0, conflicts: 0 });
    expect(announced(store)).toHaveLength(3);
  });

  test('starts again when somebody else saved first', async () => {
    const { deps, save } = await bought();
    save.mockResolvedValueOnce('conflict');
    expect(await reviewCustomer(deps, ada, { at: dueAt + 1 })).toEqual({ changes: 1, conflicts: 1 });
  });

  test('leaves strangers and linked visitors alone, and finishes the deletions of the erased', async () => {
    const { deps, store, save } = await bought();
    await updateCustomer(deps, ada, [arrivalOf(linking('ada', 'guest'))]);
    save.mockClear();
    const recordAgain = vi.spyOn(store, 'recordAgain');
    for (const person of [guest, customerKey('nobody')]) {
      expect(await reviewCustomer(deps, person, { at: dueAt + dayMs })).toEqual({ changes: 0, conflicts: 0 });
    }
    expect(recordAgain).not.toHaveBeenCalled();
    await updateCustomer(deps, ada, [arrivalOf(erasure({ customerId: 'ada' }))]);
    await reviewCustomer(deps, ada, { at: dueAt + dayMs });
    expect(recordAgain.mock.calls).toMatchObject([[{ person: ada, record: { kind: 'erased' } }, []]]);
    expect(save).not.toHaveBeenCalled();
  });
});
