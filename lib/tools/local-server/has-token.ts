import { hash, timingSafeEqual } from 'node:crypto';

const digestOf = (text: string): Buffer => hash('sha256', text, 'buffer');

/** The name of a scheme may be written in capitals or small letters (RFC 9110, 11.1). */
const tokenIn = ({ headers }: Request): string =>
  /^bearer +(?<token>\S+)$/i.exec(headers.get('authorization') ?? '')?.groups?.['token'] ?? '';

/** Whether a request brings a token, found out in a time that says nothing of it. */
export const hasToken = (request: Request, token: string): boolean =>
  timingSafeEqual(digestOf(tokenIn(request)), digestOf(token));
