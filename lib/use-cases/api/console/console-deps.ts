import type { Instant } from '#lib/core/time/instant.ts';
import type { LedgerRow } from '#lib/ports/store/customer-store.ts';
import type { LeaversAhead } from '../../console/leavers.ts';
import type { AskedResult } from '../insight/asked-result.ts';
import type { Finding } from '../insight/finding.ts';
import type { PlanJobs } from './plan-job.ts';
import type * as consoleWords from '#lib/use-cases/console/console-words.ts';
import type { ChangeLog } from '#lib/ports/store/change-log.ts';

/** Where the API is served: over a store that is only read, by a shop that runs on this machine, or by a deployment. */
type ConsoleMode = 'store' | 'dev' | 'deployed';

/** What the console asks for beyond the rest of the API. What is absent is refused, and `session` says why. */
export interface ConsoleDeps {
  readonly mode: ConsoleMode;
  /** When the last came of what is shown, where that is long ago; absent where things come all the time. */
  readonly endedAt?: (() => Instant | undefined) | undefined;
  /** The number of people with a profile; undefined where nobody has counted them yet. */
  readonly people: () => Promise<number | undefined>;
  /** What tells of the language; loaded when it is first asked for. */
  readonly words: () => Promise<typeof consoleWords>;
  /**
   * Who leaves each segment in the days ahead, as of an instant or earlier; absent where it is never known. It throws an `ApiError`
   * where it is not known yet.
   */
  readonly leavers?: ((now: Instant) => Promise<LeaversAhead>) | undefined;
  /** Finds what can be told soonest, such as of a sample; where absent, that is what the latest pass has found. */
  readonly insight?: ((asked: AskedResult) => Promise<Finding>) | undefined;
  /** Makes plans over everybody; absent where it cannot be done here. */
  readonly plans?: PlanJobs | undefined;
  /** The events that came last, the latest first; absent where they are not kept together. */
  readonly latestEvents?: ((limit: number) => Iterable<LedgerRow>) | undefined;
  /** The changes of everybody; absent where they are not kept together. */
  readonly changes?: ChangeLog | undefined;
}
