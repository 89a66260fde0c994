import { isIP } from 'node:net';

/** The names of this machine to itself. */
const loopbackNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Addresses on which a server listens that is to be reached from everywhere. */
const everywhere: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/** A name as a URL writes it: an IPv6 address in brackets. */
export const inUrl = (host: string): string => (isIP(host) === 6 ? `[${host}]` : host);

/** Whether a server that listens there is reached from this machine alone. */
export const isLoopback = (host: string): boolean => loopbackNames.has(inUrl(host)) || host.startsWith('127.');

/** The name of a `Host` header without its port, in small letters. */
const nameIn = (host: string): string => host.replace(/:\d*$/, '').toLowerCase();

const isAddress = (name: string): boolean => isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0;

/**
 * Whether a `Host` header names a server that listens at a host. A page of a foreign site can have the browser ask for its own
 * name at this machine's address (DNS rebinding), but for no other name; an address is nobody's name.
 *
 * @param ownNames - further names of the machine, for a server that is reached from elsewhere.
 */
export const isAddressedTo = (host: string, header: string, ownNames: readonly string[] = []): boolean => {
  const name = nameIn(header);
  if (loopbackNames.has(name) || name === inUrl(host).toLowerCase()) return true;
  if (isLoopback(host)) return false;
  return (everywhere.has(host) && isAddress(name)) || ownNames.some((own) => own.toLowerCase() === name);
};
