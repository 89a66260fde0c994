import { printedValue } from '#events/printed-value.ts';
import { isAddressedTo } from './addressed-names.ts';

/** Where a server listens, and the names it is reached by. */
export interface Listening {
  readonly host: string;
  readonly ownNames?: readonly string[];
}

const refusal = (status: number, error: string, message: string): Response =>
  Response.json({ error, message }, { status });

/** Whether a page that asks was served here. */
const isOwnOrigin = (origin: string, header: string): boolean =>
  URL.canParse(origin) && new URL(origin).host === new URL(`http://${header}`).host;

/**
 * Refuses what a page of a foreign site could have a browser send to this machine: 421 for a `Host` that is not the server's, 403
 * for an `Origin` that is not the one of the server's own pages. Programs send no `Origin`.
 *
 * @returns undefined for a request that may go on.
 */
export const refuseForeign = ({ host, ownNames }: Listening, { headers }: Request): Response | undefined => {
  const header = headers.get('host') ?? '';
  if (!isAddressedTo(host, header, ownNames))
    return refusal(421, 'misdirected', `Cannot answer as ${printedValue(header)}: this server is ${host}`);
  const origin = headers.get('origin');
  if (origin === null || isOwnOrigin(origin, header)) return undefined;
  return refusal(403, 'forbidden', `Cannot answer a page of ${printedValue(origin)}: only pages of ${header} may ask`);
};
