/** The metrics that count the requests that webhooks have taken, and those that they have refused: unsigned, mostly. */
export const hookMetrics = { taken: 'HooksTaken', refused: 'HooksRefused' } as const;
