import * as z from 'zod/mini';
import type { Field } from '#events/forms/group.ts';

/** Whether an object may lack a field. */
export const isOptional = ({ schema }: Field): boolean =>
  schema instanceof z.ZodMiniOptional || schema instanceof z.ZodMiniPrefault;
