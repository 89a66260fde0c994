import { isRecord } from '#events/is-record.ts';
import type { Caller } from '#lib/use-cases/api/access/caller.ts';
import { callerByClaims } from '#lib/use-cases/api/access/claims.ts';
import { callerByPrincipal } from '#lib/use-cases/api/access/principal.ts';
import type { Access } from './deployed-access.ts';

const recordAt = (value: unknown, name: string): Readonly<Record<string, unknown>> | undefined => {
  const inner = isRecord(value) ? value[name] : undefined;
  return isRecord(inner) ? inner : undefined;
};

const tokenIn = (event: unknown): string | undefined => {
  const token = recordAt(event, 'headers')?.['authorization'];
  return typeof token === 'string' ? token : undefined;
};

/**
 * Who asks, as an authorizer of API Gateway has established it: a user whose token it has checked, or a principal whose signature it
 * has. Nobody else can write into `requestContext`.
 *
 * @param event - the event of the function.
 */
export const callerBehind = ({ principals, rolesClaim }: Access, event: unknown): Caller | undefined => {
  const authorizer = recordAt(recordAt(event, 'requestContext'), 'authorizer');
  const claims = recordAt(recordAt(authorizer, 'jwt'), 'claims');
  if (claims !== undefined) return callerByClaims(claims, { name: rolesClaim, token: tokenIn(event) });
  const arn = recordAt(authorizer, 'iam')?.['userArn'];
  return typeof arn === 'string' && arn !== '' ? callerByPrincipal(principals, arn) : undefined;
};
