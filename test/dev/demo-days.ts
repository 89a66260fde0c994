import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { shopYear } from '#lib/tools/demo/shop-year.ts';
import { year } from '#lib/tools/demo/shop-event.ts';

const hour = 3_600_000;

/** Sixty days of the demo's year. */
export const days = { from: year.from, to: year.from + 60 * 24 * hour } as const;

interface Line {
  readonly time: string;
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: unknown;
}

/** The lines that are entries, as they are put, by the hour in which they arrive. */
const hours = (): readonly (readonly PutEventsRequestEntry[])[] => {
  const all = Array.from({ length: 60 * 24 }, (): PutEventsRequestEntry[] => []);
  for (const text of shopYear(2026)) {
    if (!text.endsWith('}') || !text.includes('"time"')) continue;
    const { time, source, 'detail-type': type, detail } = JSON.parse(text) as Line;
    const entry = { EventBusName: 'patron', Source: source, DetailType: type, Detail: JSON.stringify(detail) };
    all[Math.floor((Date.parse(time) - days.from) / hour)]?.push(entry);
  }
  return all;
};

/**
 * Lets the shop of the demo live through sixty days at a `patron dev` that is frozen at their beginning: at the end of each hour
 * its events are put, ten a call.
 *
 * @returns the number of events.
 */
export const playDays = async (url: string): Promise<number> => {
  const client = new EventBridgeClient({
    endpoint: url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'dev', secretAccessKey: 'dev' },
  });
  let events = 0;
  for (const entries of hours()) {
    await fetch(`${url}/advance?by=PT1H`, { method: 'POST' });
    for (let at = 0; at < entries.length; at += 10)
      await client.send(new PutEventsCommand({ Entries: entries.slice(at, at + 10) }));
    events += entries.length;
  }
  client.destroy();
  return events;
};
