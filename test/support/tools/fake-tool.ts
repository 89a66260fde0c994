import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Clock } from './event-bridge.ts';

/** An event as a tool has it. */
export interface ToolEvent {
  readonly person: string;
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** By which the tool knows an event that comes again; undefined where it does not. */
  readonly key: string | undefined;
}

/** How a tool is asked. */
export interface Tool {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Requests in a span of milliseconds, of which it takes no more. */
  readonly limits: readonly { readonly requests: number; readonly spanMs: number }[];
  /** Its answer to what it has taken. */
  readonly taken: number;
  /** The event in a body; throws for a body that the tool would refuse. */
  readonly read: (body: unknown) => ToolEvent;
}

/** What a tool may do beside taking an event. */
type Mood = 'well' | 'slow' | 'failing' | 'refusing';

/** Counts requests in spans that begin with the first, as tools do. */
const throttleOf = ({ limits }: Tool, clock: Clock) => {
  const spans = limits.map((limit) => ({ ...limit, from: -Infinity, count: 0 }));
  return (): boolean => {
    for (const span of spans) {
      if (clock.now - span.from >= span.spanMs) Object.assign(span, { from: clock.now, count: 0 });
      span.count += 1;
    }
    return spans.some(({ count, requests }) => count > requests);
  };
};

/** A stand-in for a tool on a free port: it throttles at its limits, knows events by their keys, and has moods. */
export const startTool = async (tool: Tool, clock: Clock) => {
  const events: ToolEvent[] = [];
  const state = { requests: 0, throttled: 0, mood: (_request: number): Mood => 'well' };
  const isThrottled = throttleOf(tool, clock);
  const take = (event: ToolEvent): void => {
    const isKnown = event.key !== undefined && events.some(({ key }) => key === event.key);
    if (!isKnown) events.push(event);
  };
  const answerTo = async (request: IncomingMessage): Promise<number | 'none'> => {
    const body = await text(request);
    const mood = state.mood((state.requests += 1));
    if (request.url !== tool.path) return 404;
    if (Object.entries(tool.headers).some(([name, value]) => request.headers[name] !== value)) return 401;
    if (isThrottled()) return ((state.throttled += 1), 429);
    if (mood === 'failing') return 503;
    if (mood === 'refusing') return 403;
    try {
      take(tool.read(JSON.parse(body)));
    } catch {
      return 400;
    }
    // It has taken the event, and whoever asked has gone when it answers: no test waits for that.
    return mood === 'slow' ? 'none' : tool.taken;
  };
  const server = createServer((request, response) => {
    void answerTo(request).then((status) =>
      status === 'none' ? request.socket.destroy() : response.writeHead(status, { 'retry-after': '1' }).end(),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    state,
    events,
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
};
