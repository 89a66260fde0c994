import type * as z from 'zod/mini';

/** A fault of a detail. */
export interface Fault {
  /** The field by dotted path, such as `items.0.unitPrice`. */
  readonly field: string;
  /** What it must be, in words, such as `must be an integer of at least 0`. */
  readonly rule: string;
  /** The value seen; undefined where there was none. */
  readonly value: unknown;
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );

/** The fault that an issue of a detail's schema stands for. */
export const faultOf = (detail: unknown, { path, message }: Pick<z.core.$ZodIssue, 'path' | 'message'>): Fault => ({
  field: path.length === 0 ? 'detail' : path.map(String).join('.'),
  rule: message,
  value: valueAt(detail, path),
});

/** The first fault of a detail that its schema refused. */
export const firstFault = (detail: unknown, { issues: [issue] }: z.core.$ZodError): Fault =>
  faultOf(detail, issue ?? { path: [], message: 'must be an object' });
