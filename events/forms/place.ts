import * as z from 'zod/mini';
import { group } from './form.ts';
import { text } from './text.ts';

/** Where a visitor seems to be; any part of it may be unknown. */
export const place = group({
  country: z.optional(text),
  region: z.optional(text),
  city: z.optional(text),
});

/** Where an order goes. */
export const address = group({
  country: text,
  region: z.optional(text),
  city: z.optional(text),
  postalCode: z.optional(text),
});
