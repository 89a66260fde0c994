import { formatInstant } from '#lib/core/time/instant.ts';
import type { EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { isAskable, missingResult, type AskedResult } from '#lib/use-cases/api/insight/asked-result.ts';
import { foundByPass, type Finding, type PassEnded } from '#lib/use-cases/api/insight/finding.ts';
import { keptWhileUnwritten } from '../kept-while-unwritten.ts';
import type { LocalApiDeps } from '../local-api.ts';
import type { PassedResults } from './insight-pass.ts';
import { keptPass, makePass } from './make-pass.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { StudyInThread } from './study-in-thread.ts';

type Objects = PassEnded['objects'];

/** What a pass has found in the store as it was after some writes. */
interface Held {
  readonly results: PassedResults;
  readonly store: EmbeddedStore;
  readonly catalogue: string;
  /** Undefined where an earlier process kept it, and the store was written since. */
  readonly writes: number | undefined;
}

const objectsOf = ({ results }: Held): Objects => ({ get: async (key) => results.get(key) });

/**
 * What is found about everybody in the store of a shop on this machine. A pass is made when it is first asked for, and again when
 * something was written since; meanwhile there is what the pass before has found, or what a sample shows.
 */
export class LocalInsight {
  readonly #deps: LocalApiDeps;
  #held: Held | undefined;
  #study: StudyInThread | undefined;
  /** The pass of which a failure is told. */
  #watched: Promise<Objects> | undefined;
  /** What a pass over everybody finds, as the store is. */
  readonly whole: () => Promise<Objects>;
  readonly #kept: () => Promise<void>;
  readonly #studying: () => Promise<StudyInThread>;

  constructor(deps: LocalApiDeps) {
    this.#deps = deps;
    const pass = oneAtATime(() => this.#lookAtEverybody());
    this.whole = keptWhileUnwritten(deps, pass);
    this.#kept = keptWhileUnwritten(deps, () => this.#takeKept());
    this.#studying = keptWhileUnwritten(deps, () => this.#beginStudy());
  }

  /** Reads ahead what the first question would wait for. */
  async prepare(): Promise<void> {
    await this.#kept();
    if (this.#now === undefined && this.#canStudy) await this.#studying();
  }

  /**
   * Finds what can be told soonest.
   *
   * @throws {ApiError} where there is no such thing to be found.
   */
  async find(asked: AskedResult): Promise<Finding> {
    await this.#kept();
    if (this.#now === undefined && this.#canStudy) return this.#studied(asked);
    const held = this.#now;
    if (held === undefined) return foundByPass(await this.whole(), asked);
    this.#begin();
    const older = held.writes !== this.#deps.shop.store.writes;
    return foundByPass(objectsOf(held), asked, { older, counting: older });
  }

  /** What is held of the shop as it stands. */
  get #now(): Held | undefined {
    const { store, catalogue } = this.#deps.shop;
    return this.#held?.store === store && this.#held.catalogue === catalogue.hash ? this.#held : undefined;
  }

  /** A shop that lives is written too often to be read into another thread each time. */
  get #canStudy(): boolean {
    const { mode, shop } = this.#deps;
    return mode === 'store' && shop.store.file !== undefined;
  }

  async #studied(asked: AskedResult): Promise<Finding> {
    if (!isAskable(this.#deps.shop.catalogue, asked)) throw missingResult(asked);
    const study = await this.#studying();
    const result = await study.find(asked);
    const { people, withPast, everybody, asOf } = await study.size;
    const isSample = people < everybody;
    // It begins behind the first answer, so that nobody waits for both.
    if (isSample) this.#begin();
    const sampleOf = isSample ? everybody : null;
    const looked = asked.kind === 'metrics' ? withPast : people;
    const basis = { asOf: formatInstant(asOf), people: looked, sampleOf, older: false, counting: isSample };
    return { basis, result };
  }

  /** Begins the pass over everybody, for which nobody waits. */
  #begin(): void {
    const whole = this.whole();
    if (this.#watched !== whole) whole.catch(this.#deps.failed);
    this.#watched = whole;
  }

  async #lookAtEverybody(): Promise<Objects> {
    await this.#kept();
    const { store, catalogue } = this.#deps.shop;
    const { writes } = store;
    if (this.#now !== undefined && this.#now.writes === writes) return objectsOf(this.#now);
    const held = { results: await makePass(this.#deps), store, catalogue: catalogue.hash, writes };
    this.#held = held;
    this.#endStudy();
    return objectsOf(held);
  }

  async #takeKept(): Promise<void> {
    const { store, catalogue } = this.#deps.shop;
    const { writes } = store;
    const kept = this.#now === undefined ? await keptPass(this.#deps) : undefined;
    if (kept === undefined) return;
    this.#held = { results: kept.results, store, catalogue: catalogue.hash, writes: kept.isNew ? writes : undefined };
  }

  async #beginStudy(): Promise<StudyInThread> {
    const { store, catalogue } = this.#deps.shop;
    const { source, deployment } = catalogue;
    this.#endStudy();
    const study = new StudyInThread({ file: store.file ?? '', catalogue: { source, deployment } });
    this.#study = study;
    await study.size;
    return study;
  }

  #endStudy(): void {
    this.#study?.end();
    this.#study = undefined;
  }
}
