import * as z from 'zod/mini';

const name = z.string('must be given').check(z.minLength(1, 'must be given'));

/** All that a function may ask its environment for; nothing else in Patron reads it. */
export const variables = {
  /** The table that holds everything. */
  TABLE_NAME: name,
  /** The bus on which changes go out. */
  BUS_NAME: name,
  /** The FIFO queue in front of the updates. */
  QUEUE_URL: z.string('must be given').check(z.regex(/^https?:\/\//, 'must be a URL')),
  /** Rises with every deployment. */
  DEPLOYMENT: z.pipe(
    z.string('must be given').check(z.regex(/^[1-9]\d{0,9}$/, 'must be a positive whole number')),
    z.transform(Number),
  ),
  /** The catalogue's JSON; by default `catalogue.json` beside the code. */
  CATALOGUE_FILE: z.optional(name),
  /** Where Lambda has put the code. */
  LAMBDA_TASK_ROOT: z.optional(name),
} as const;

/** A function cannot start as it was configured. Names each variable, its rule and the value seen. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

/**
 * Reads some of `variables`, once, at cold start.
 *
 * @throws {EnvironmentError} when any of them is missing or has a wrong form.
 */
export const readEnvironment = <Shape extends z.core.$ZodShape>(
  shape: Shape,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): z.output<z.ZodMiniObject<Shape>> => {
  const parsed = z.safeParse(z.object(shape), environment);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => {
    const variable = String(path[0]);
    return `${variable} ${message}, current value is ${environment[variable] ?? 'absent'}`;
  });
  throw new EnvironmentError(`Cannot start as configured: ${faults.join('; ')}`);
};
