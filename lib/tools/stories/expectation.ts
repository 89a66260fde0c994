/** What may be expected of a person: that they entered or left a segment at an instant, or were in it then or not. */
export const expectationKinds = ['entered', 'exited', 'member', 'notMember'] as const;

type ExpectationKind = (typeof expectationKinds)[number];

/** What is expected of a person and a segment. */
export interface Expectation {
  readonly kind: ExpectationKind;
  /** The key of the segment. */
  readonly segment: string;
  /** `cust-42`, or `~visitor-7` of a visitor; by default the one person there is. */
  readonly id?: string | undefined;
}
