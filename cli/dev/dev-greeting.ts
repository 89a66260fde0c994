import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import { instantWords } from '#lib/core/time/instant-words.ts';
import { counted } from '../output/numbers.ts';
import type { Style } from '../output/terminal.ts';
import { wrapped } from '../output/wrapped.ts';

/** What is said of a server that has begun. */
export interface Greeting {
  readonly url: string;
  readonly shop: { readonly now: Instant; readonly isFrozen: boolean };
  readonly source: CatalogueSource;
  readonly store: string | undefined;
  readonly webhook: { readonly url: string; readonly secret: string } | undefined;
}

const endpoint = 'AWS_ENDPOINT_URL_EVENTBRIDGE';

const timeWords = ({ shop, url }: Greeting): string =>
  shop.isFrozen
    ? `stands at ${instantWords(formatInstant(shop.now))}, until: curl -X POST '${url}/advance?by=P60D'`
    : 'runs; what is due happens by itself';

/** What a developer needs to go on from here. */
export const greeting = (about: Greeting, style: Style): string => {
  const { url, source, store, webhook } = about;
  const segments = source.segments.map(({ key }) => key).join(', ');
  return [
    `${style('bold', 'Patron')} listens at ${url}, bus ${style('bold', 'patron')}. Give your back end`,
    '',
    `  export ${endpoint}=${url}`,
    '  export AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=dev AWS_SECRET_ACCESS_KEY=dev   # where it has none: any will do',
    '',
    wrapped('Segments  ', `${counted(source.segments.length, 'segment')}, amounts in ${source.currency}: ${segments}`),
    `Time      ${timeWords(about)}`,
    `Changes   curl -N ${url}/changes`,
    `Console   ${url}`,
    `Events    curl ${url}/events   as lines that patron replay takes`,
    ...(webhook === undefined ? [] : [`Webhook   ${webhook.url}, secret ${webhook.secret}`]),
    `Kept in   ${store ?? 'memory: --store FILE keeps it'}`,
    '',
  ].join('\n');
};
