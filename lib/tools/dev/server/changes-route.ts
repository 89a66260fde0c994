import type { Context } from 'hono';
import { streamSSE, type SSEStreamingApi } from 'hono/streaming';
import type { OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import type { FeedReader } from '../feed/feed-reader.ts';

/** A line that says nothing goes out after so many milliseconds of silence, lest something on the way takes the stream for dead. */
const heartbeatMs = 15_000;

/** A browser that has lost the stream comes again after so many milliseconds. */
const retryMs = 1_000;

/** The id of a change; what is no change has none. */
const changeIdIn = (detail: string): string | undefined =>
  (JSON.parse(detail) as { readonly changeId?: string }).changeId;

const send = async (stream: SSEStreamingApi, { detailType, detail }: OutgoingEntry): Promise<void> => {
  const id = changeIdIn(detail);
  await stream.writeSSE({ ...(id !== undefined && { id }), event: detailType, data: detail });
};

const sendAll = async (stream: SSEStreamingApi, reader: FeedReader): Promise<void> => {
  while (!reader.isClosed) {
    const entries = await reader.next(heartbeatMs);
    // Each waits until the one who reads has taken the one before.
    for (const entry of entries) await send(stream, entry);
    if (entries.length === 0) await stream.write(':\n\n');
  }
};

/** Answers with all that a reader reads, as server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html. */
export const streamChanges = (context: Context, reader: FeedReader): Response =>
  streamSSE(context, async (stream) => {
    stream.onAbort(() => reader.close());
    try {
      await stream.write(`retry: ${retryMs}\n\n`);
      await sendAll(stream, reader);
    } finally {
      reader.close();
    }
  });
