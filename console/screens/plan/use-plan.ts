import { useEffect, useState } from 'preact/hooks';
import type { PlanJob } from '#lib/use-cases/api/console/plan-job.ts';
import { call, path } from '../../api/call.ts';
import { ApiFailure, failureIn } from '../../api/failure.ts';

/** What is known of a plan that was asked for. */
export type Planning =
  | { readonly state: 'failed'; readonly failure: ApiFailure; readonly retry: () => void }
  | { readonly state: 'begun'; readonly job: PlanJob | undefined };

const pollMs = 500;

const wait = async (signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, pollMs);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });

/** Begins a plan and tells how far it is until it has ended. */
async function* jobs(catalogue: unknown, signal: AbortSignal): AsyncGenerator<PlanJob> {
  let job = await call<PlanJob>('/v1/console/plan', { body: { catalogue }, signal });
  yield job;
  while (job.state === 'running') {
    await wait(signal);
    job = await call<PlanJob>(path`/v1/console/plan/${job.id}`, { signal });
    yield job;
  }
  if (job.state === 'failed') throw new ApiFailure('unexpected', job.message ?? '');
}

/** Plans a catalogue over everybody, and anew whenever it is another; undefined is not planned. */
export const usePlan = (catalogue: unknown): Planning => {
  const [planning, setPlanning] = useState<Planning>({ state: 'begun', job: undefined });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (catalogue === undefined) return undefined;
    const ending = new AbortController();
    const follow = async (): Promise<void> => {
      setPlanning({ state: 'begun', job: undefined });
      try {
        for await (const job of jobs(catalogue, ending.signal)) setPlanning({ state: 'begun', job });
      } catch (error) {
        if (!ending.signal.aborted)
          setPlanning({ state: 'failed', failure: failureIn(error), retry: () => setTurn((one) => one + 1) });
      }
    };
    void follow();
    return () => ending.abort();
  }, [catalogue, turn]);
  return planning;
};
