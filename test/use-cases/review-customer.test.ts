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

/** The same person as a store may list them that moves its list lazily. */
const listedAt = async (listed: number | undefined) => {
  const { deps, store, save } = await bought();
  const load = store.load.bind(store);
  vi.spyOn(store, 'load').mockImplementation(async (...asked) =>
    Object.defineProperty(await load(...asked), 'dueAt', { value: listed }),
  );
  return { deps, save };
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

  test.each([
    ['at the next review', dueAt, 0],
    ['before it, and still to be named', noon + 1, 0],
    ['before this review', noon, 1],
    ['later than the next review', dueAt + 1, 1],
    ['not at all', undefined, 1],
  ])('that moves nothing saves only where the list must be: it names the person %s', async (_when, listed, saves) => {
    const { deps, save } = await listedAt(listed);
    expect(await reviewCustomer(deps, ada, { at: noon + 1 })).toEqual({ changes: 0, conflicts: 0 });
    expect(save).toHaveBeenCalledTimes(saves);
  });

  test('once too often changes nothing', async () => {
    const { deps, store, save } = await bought();
    await reviewCustomer(deps, ada, { at: dueAt + 1 });
    expect(await reviewCustomer(deps, ada, { at: dueAt + 2 })).toEqual({ changes: 0, conflicts: 0 });
    expect(announced(store)).toHaveLength(3);
    expect(save).toHaveBeenCalledOnce();
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
