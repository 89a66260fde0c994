import { serve } from '@hono/node-server';
import type { Server } from 'node:http';
import { inUrl } from './addressed-names.ts';

/** A server that listens. */
export interface Running {
  /** Such as `http://127.0.0.1:4010`. */
  readonly url: string;
  /** Ends every connection, those that stream included. */
  readonly close: () => Promise<void>;
}

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

const reasonOf = ({ code, message }: NodeJS.ErrnoException): string =>
  code === 'EADDRINUSE' ? 'another program listens there' : message;

/**
 * Listens at a port; at a free one for 0.
 *
 * @throws {Error} where that cannot be, as when another program listens there.
 */
export const listen = (
  fetch: (request: Request) => Response | Promise<Response>,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Running> =>
  new Promise((resolve, reject) => {
    const server = serve({ fetch, hostname: host, port }) as Server;
    const close = () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      });
    server.once('error', (cause) => {
      reject(new Error(`Cannot listen at ${inUrl(host)}:${port}: ${reasonOf(cause)}`, { cause }));
    });
    server.once('listening', () => resolve({ url: `http://${inUrl(host)}:${portOf(server)}`, close }));
  });
