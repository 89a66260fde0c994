/** What X-Ray may trace: what a producer's trace has sampled, beside it what Lambda samples by default, or nothing. */
export const traceSamplings = ['producers', 'default', 'off'] as const;

export type TraceSampling = (typeof traceSamplings)[number];
