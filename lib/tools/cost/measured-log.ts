/**
 * Bytes that a run writes to its log, lines of metrics included: `update.log` and `publication.log` in the JSON of `timingCommand`. Of
 * Lambda's own lines a deployment keeps none of a run that ends well, unless its `logLevel` is `DEBUG`.
 */
export const measuredLog = {
  /** Of the update of a batch of one and of ten events. */
  update: { one: 290, ten: 333 },
  /** Of the publication of a batch of one row and of a hundred, and of a segment of those that are counted one by one. */
  publish: { one: 318, hundred: 884, segment: 242 },
} as const;
