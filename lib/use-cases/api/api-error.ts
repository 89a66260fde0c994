/** The status of each kind of error. */
export const statusOf = {
  'bad-request': 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  erased: 410,
  throttled: 429,
  internal: 500,
} as const;

/** The kind of an error, as answers name it. */
export type ErrorCode = keyof typeof statusOf;

/** What an answer to an erased person tells beside its error. */
export interface ErasureReceipt {
  readonly erasedAt: string;
  readonly receiptId: string;
}

/** The reason why a request is not answered. The caller is told its code and its message. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ErrorCode;
  readonly receipt: ErasureReceipt | undefined;

  constructor(code: ErrorCode, message: string, receipt?: ErasureReceipt) {
    super(message);
    this.code = code;
    this.receipt = receipt;
  }

  /** The body of the answer. */
  get json(): { readonly error: ErrorCode; readonly message: string } {
    return { error: this.code, message: this.message, ...this.receipt };
  }
}
