import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call as it came over the wire. */
export interface Call {
  readonly headers: IncomingHttpHeaders;
  readonly input: { readonly Entries: readonly { readonly Id: string; readonly MessageBody: string }[] };
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

const taken = ({ Entries }: Call['input']) => ({
  Successful: Entries.map(({ Id, MessageBody }) => ({ Id, MessageId: `m-${Id}`, MD5OfMessageBody: md5(MessageBody) })),
  Failed: [],
});

/** A queue over HTTP that takes every batch of messages and notes how it was called. */
export const queueStandIn = async () => {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const input: Call['input'] = JSON.parse(Buffer.concat(chunks).toString());
      calls.push({ headers: request.headers, input });
      response.setHeader('content-type', 'application/x-amz-json-1.0').end(JSON.stringify(taken(input)));
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { calls, url: `http://127.0.0.1:${port}/123456789012/events.fifo`, close: () => server.close() };
};
