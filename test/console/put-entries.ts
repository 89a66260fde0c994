import { expect } from 'vitest';
import type { ConsoleServer } from './console-server.ts';

/** An entry as a producer puts it on the bus. */
interface Put {
  readonly source?: string;
  readonly type: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Puts entries on the bus of `patron dev`, as a producer does by the AWS SDK. */
export const putEntries = async ({ url }: ConsoleServer, entries: readonly Put[]): Promise<void> => {
  const body = JSON.stringify({
    Entries: entries.map(({ source = 'shop.checkout', type, detail }) => ({
      EventBusName: 'patron',
      Source: source,
      DetailType: type,
      Detail: JSON.stringify(detail),
    })),
  });
  const headers = { 'x-amz-target': 'AWSEvents.PutEvents', 'content-type': 'application/x-amz-json-1.1' };
  const answer: unknown = await (await fetch(url, { method: 'POST', headers, body })).json();
  expect(answer).toMatchObject({ FailedEntryCount: 0 });
};
