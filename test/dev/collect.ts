import { sentEvents, type SentEvent } from '#test/tools/dev/sent-events.ts';

const lineOf = ({ event, data }: SentEvent): string => `{"source":"patron","detail-type":"${event}","detail":${data}}`;

/** Reads a stream of server-sent events as lines of `changes.jsonl`, until it ends. */
export const collect = (response: Response): { readonly lines: readonly string[]; readonly ended: Promise<void> } => {
  const lines: string[] = [];
  const read = async () => {
    for await (const event of sentEvents(response)) lines.push(lineOf(event));
  };
  // A process that is killed breaks the stream off.
  return { lines, ended: read().catch(() => {}) };
};
