import { printedValue } from '#events/printed-value.ts';
import { isLoopback } from '#lib/tools/local-server/addressed-names.ts';

/** Where an API is. */
export interface ApiAddress {
  /** `ApiIamUrl` of a deployment, such as `https://abc123.execute-api.eu-west-1.amazonaws.com`; or that of `patron dev`. */
  readonly url: string;
  /** The region in which it is; that of the URL unless told, else `AWS_REGION`. */
  readonly region?: string | undefined;
}

/** Where an API is, and in which region a request to it is signed; undefined where none is. */
export interface KnownAddress {
  readonly base: URL;
  readonly region: string | undefined;
}

const refuse = (rule: string, value: unknown): never => {
  throw new TypeError(`Cannot ask the API: ${rule}, current value is ${printedValue(value)}`);
};

const urlRule = 'url must be that of the API: https://, or http:// on this machine, with no user, query or #';

const regionIn = ({ hostname }: URL): string | undefined =>
  /\.execute-api\.(?<region>[a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/.exec(hostname)?.groups?.['region'];

const baseOf = (url: unknown): URL => {
  const base = typeof url === 'string' && URL.canParse(url) ? new URL(url) : refuse(urlRule, url);
  const isReachable = base.protocol === 'https:' || (base.protocol === 'http:' && isLoopback(base.hostname));
  if (!isReachable || `${base.username}${base.password}${base.search}${base.hash}` !== '') refuse(urlRule, url);
  // So that paths are added to that of the address, with a slash behind or not.
  base.pathname = base.pathname.replace(/\/*$/, '/');
  return base;
};

/**
 * Reads an address. Requests to this machine are not signed: `patron dev` knows everybody.
 *
 * @throws {TypeError} for something else, and where no region is known.
 */
export const knownAddress = ({ url, region }: ApiAddress, usualRegion: string | undefined): KnownAddress => {
  const base = baseOf(url);
  if (base.protocol === 'http:') return { base, region: undefined };
  const known = region ?? regionIn(base) ?? usualRegion;
  const isRegion = typeof known === 'string' && /^[a-z0-9-]+$/.test(known);
  return { base, region: isRegion ? known : refuse('region must be that of the API, such as eu-west-1', known) };
};
