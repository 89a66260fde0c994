import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request that a webhook has got. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A webhook of a developer's, which answers as `answer` says. */
export const openReceiver = async (answer: (call: number) => number | 'reset' = () => 204) => {
  const received: Received[] = [];
  const taken: Received[] = [];
  const more = new EventEmitter();
  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const one = { headers: request.headers, body: await text(request) };
    const status = answer(received.length);
    received.push(one);
    if (status === 'reset') request.socket.destroy();
    else response.writeHead(status).end('ignored');
    if (status === 204) taken.push(one);
    more.emit('taken');
  };
  const server = createServer((request, response) => void respond(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    taken,
    /** Waits until so many were taken. */
    until: async (count: number) => {
      while (taken.length < count) await once(more, 'taken');
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => {
        server.close(done);
      });
    },
  };
};
