/** The metrics that count the changes a webhook has taken, and those that it has not taken yet, however often. */
export const deliveryMetrics = { delivered: 'Delivered', notTaken: 'NotTaken' } as const;
