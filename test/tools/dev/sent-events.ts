/** An event of a stream of server-sent events. */
export interface SentEvent {
  readonly id?: string;
  readonly event?: string;
  readonly data?: string;
}

const parsed = (frame: string): SentEvent =>
  Object.fromEntries(frame.split('\n').map((line) => /^(\w+): (.*)$/.exec(line)?.slice(1) ?? ['comment', line]));

/** Reads the events of a stream; what has no type, such as a heartbeat, is left out. */
export const sentEvents = async function* ({ body }: Response): AsyncGenerator<SentEvent> {
  let text = '';
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    const frames = text.split('\n\n');
    text = frames.pop() ?? '';
    yield* frames.map(parsed).filter(({ event }) => event !== undefined);
  }
};

/** Reads a stream until so many events have come. */
export const firstEvents = async (response: Response, count: number): Promise<readonly SentEvent[]> => {
  const events: SentEvent[] = [];
  for await (const event of sentEvents(response)) {
    events.push(event);
    if (events.length === count) break;
  }
  return events;
};
