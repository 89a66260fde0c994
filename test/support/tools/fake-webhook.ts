import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request that a webhook has got. */
interface Posted {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What it does with a request: a status, or `none` where it has taken it and whoever asked has gone when it answers. */
type Answer = number | 'none';

/** A receiver of webhooks on a free port, which notes what it gets and answers as a test wants. */
export const startWebhook = async () => {
  const posted: Posted[] = [];
  const state = { answer: (_request: number): Answer => 204 };
  const server = createServer((request, response) => {
    const answer = async () => {
      posted.push({ headers: request.headers, body: await text(request) });
      const status = state.answer(posted.length);
      if (status === 'none') request.socket.destroy();
      else response.writeHead(status, { location: 'https://elsewhere.example/' }).end();
    };
    void answer();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    posted,
    state,
    url: `http://127.0.0.1:${port}/hooks`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
};
