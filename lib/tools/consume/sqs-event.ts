/** What Lambda hands over from a queue of SQS, as far as it is read. */
export interface SqsEvent {
  readonly Records: readonly SqsRecord[];
}

export interface SqsRecord {
  readonly messageId: string;
  /** The JSON of an entry. */
  readonly body: string;
}

/** The answer of a function whose event source reports failures message by message: these come again. */
export interface SqsAnswer {
  readonly batchItemFailures: { readonly itemIdentifier: string }[];
}
