import { call, withQuery } from '../../api/call.ts';
import { failureIn, type ApiFailure } from '../../api/failure.ts';
import type { ChangePage } from './change.ts';
import { firstFeed, released, withNewer, withOlder, type Feed } from './feed.ts';

/** What is asked for. */
export interface Asked {
  readonly segment: string | undefined;
  readonly origin: string | undefined;
}

const perPage = 50;

/** So many pages without anything that fits are passed over at once: a seldom change may be far back. */
const mostEmpty = 5;

/** The path of a question, without a cursor. */
export const feedPath = (asked: Asked): string => withQuery('/v1/console/changes', { ...asked, limit: perPage });

/** Reads the changes that one question asks for: the newest, what comes later and what is older. */
export class FeedReader {
  readonly path: string;
  readonly #onChange: () => void;
  readonly #ending = new AbortController();
  #feed: Feed | undefined;
  #failure: ApiFailure | undefined;
  #isAsking = false;

  /** @param onChange - called whenever there is another state to be shown. */
  constructor(asked: Asked, onChange: () => void) {
    this.path = feedPath(asked);
    this.#onChange = onChange;
  }

  /** What has been read; undefined until the first page is there. */
  get feed(): Feed | undefined {
    return this.#feed;
  }

  /** Why the latest question was not answered; what was read stays. */
  get failure(): ApiFailure | undefined {
    return this.#failure;
  }

  /** Reads the first page. */
  async readFirst(): Promise<void> {
    await this.#ask(async () => {
      this.#feed = firstFeed(await this.#page());
    });
  }

  /** Reads what has come since; nothing while an earlier question is not answered. */
  async readNewer(isWaiting: () => boolean): Promise<void> {
    if (this.#feed === undefined || this.#isAsking) return;
    this.#isAsking = true;
    await this.#ask(async () => {
      let hasMore = true;
      while (hasMore && this.#feed !== undefined) {
        const page = await this.#page({ after: this.#feed.newest });
        this.#feed = withNewer(this.#feed, page, isWaiting());
        hasMore = page.more;
      }
    });
    this.#isAsking = false;
  }

  /** Reads what is older than all that was read. */
  async readOlder(): Promise<void> {
    if (this.#feed === undefined) return;
    this.#set({ ...this.#feed, isReading: true });
    await this.#ask(async () => {
      let next = this.#feed?.next ?? null;
      for (let pages = 0, found = 0; found === 0 && next !== null && pages < mostEmpty; pages += 1) {
        const page: ChangePage = await this.#page({ before: next });
        ({ next } = page);
        found = page.items.length;
        if (this.#feed) this.#feed = withOlder(this.#feed, page);
      }
    });
    if (this.#feed) this.#set({ ...this.#feed, isReading: false });
  }

  /** Shows what waited. */
  release(): void {
    if (this.#feed) this.#set(released(this.#feed));
  }

  /** Ends what is asked; nothing is told any more. */
  end(): void {
    this.#ending.abort();
  }

  #page(cursor: { readonly after?: string; readonly before?: string } = {}): Promise<ChangePage> {
    const [base = '', query] = this.path.split('?');
    const asked = { ...Object.fromEntries(new URLSearchParams(query)), ...cursor };
    return call<ChangePage>(withQuery(base, asked), { signal: this.#ending.signal });
  }

  #set(feed: Feed): void {
    this.#feed = feed;
    if (!this.#ending.signal.aborted) this.#onChange();
  }

  async #ask(read: () => Promise<void>): Promise<void> {
    try {
      await read();
      this.#failure = undefined;
    } catch (error) {
      this.#failure = failureIn(error);
    }
    if (!this.#ending.signal.aborted) this.#onChange();
  }
}
