import { publicIdOf } from '#lib/core/profile/person.ts';
import type { Answer } from '../api-deps.ts';
import { type LinkedTo } from './asked-person.ts';

/** Sends a request about a linked visitor on to the customer. */
export const atCustomer = ({ to }: LinkedTo, rest = ''): Answer => ({
  status: 308,
  location: `/v1/people/${encodeURIComponent(publicIdOf(to))}${rest}`,
});
