import type { Catalogue, Condition, Segment } from './catalogue.ts';
import { expect, test } from 'vitest';
import type { Input } from './accounts.ts';
import { bothAccounts } from './both.ts';
import { evaluate as evaluateOnly } from './evaluate.ts';
import type { OracleChange, OracleResult } from './result.ts';

const tried: Input[] = [];

/** What must come of an example, which is kept for `agreeWithReplay()`. */
export const evaluate = (input: Input): OracleResult => {
  tried.push(input);
  return evaluateOnly(input);
};

/** Makes the last test of a file: what was checked by hand before it is what `replay` brings about. */
export const agreeWithReplay = (): void => {
  test('agrees with replay on every example', async () => {
    const examples = tried.splice(0);
    expect(examples).not.toEqual([]);
    for (const example of examples) {
      const { real, expected } = await bothAccounts(example);
      expect(real).toEqual(expected);
    }
  });
};

export const segment = (key: string, when: Condition, rest: Partial<Segment> = {}): Segment => ({
  key,
  name: key,
  when,
  ...rest,
});

export const catalogue = (...segments: Segment[]): Catalogue => ({ currency: 'GBP', segments });

export interface Said {
  readonly at: string;
  /** By default it happened when it arrived. */
  readonly occurredAt?: string;
  readonly [field: string]: unknown;
}

export const line =
  (type: string, fields: Readonly<Record<string, unknown>> = {}) =>
  ({ at, ...detail }: Said): string =>
    JSON.stringify({
      time: at,
      source: 'shop.test',
      'detail-type': type,
      detail: { occurredAt: at, ...fields, ...detail },
    });

const order = { orderId: 'o-1', currency: 'GBP', total: 1000 };
export const purchase = line('PurchaseMade', { customerId: 'ann', ...order });
export const visit = line('VisitMade', { customerId: 'ann' });
export const visitOf1 = line('VisitMade', { anonymousId: 'v1' });
export const described = line('CustomerDescribed', { customerId: 'ann', via: 'crm' });
export const consent = line('ConsentChanged', { customerId: 'ann', purpose: 'marketing' });
export const link = line('IdentityLinked', { customerId: 'ann', anonymousId: 'v1' });
export const erasure = line('ErasureRequested');

/** `ann 1 +recent 2027-03-01T00:00:00.000Z live` */
const short = ({ person, sequence, status, segment: key, effectiveAt, origin }: OracleChange): string =>
  `${Object.values(person).join('')} ${sequence} ${status === 'entered' ? '+' : '-'}${key} ${effectiveAt} ${origin}`;

export const changesOf = (result: OracleResult): string[] => result.changes.map(short);

type Terms = Omit<Partial<Catalogue>, 'segments'>;

/** The keys of the conditions that hold of the first person once the lines have come. */
export const held = (lines: readonly string[], conditions: Record<string, Condition>, terms: Terms = {}): string[] => {
  const segments = Object.entries(conditions).map(([key, when]) => segment(key, when));
  const { profiles } = evaluate({ catalogue: { ...catalogue(...segments), ...terms }, lines });
  return profiles[0]?.segments.map(({ key }) => key) ?? [];
};

/** When a condition begins to hold (`+`) and when it ends (`-`), of whoever it is, up to an instant. */
export const turns = (
  when: Condition,
  { lines, until, ...terms }: Terms & { readonly lines: readonly string[]; readonly until: string },
): string[] =>
  evaluate({ catalogue: { ...catalogue(segment('it', when)), ...terms }, lines, until }).changes.map(
    ({ status, effectiveAt }) => `${status === 'entered' ? '+' : '-'} ${effectiveAt}`,
  );

/** What the first person has of computed traits once the lines have come. */
export const computed = (
  traits: Exclude<Catalogue['traits'], undefined>,
  lines: readonly string[],
  terms: Terms = {},
): unknown => evaluate({ catalogue: { ...catalogue(), ...terms, traits }, lines }).profiles[0]?.traits['computed'];
