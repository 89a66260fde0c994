import * as fc from 'fast-check';
import type { Condition, Performed, Step } from '#test/oracle/catalogue.ts';
import { duration } from './arbitrary-operators.ts';
import { present, rarely } from './arbitrary-parts.ts';
import { stepOf, type Language } from './arbitrary-selections.ts';

type Same = Exclude<Performed['same'], undefined>;

interface Ends {
  readonly first: fc.Arbitrary<Step>;
  readonly second: fc.Arbitrary<Step>;
  readonly same: fc.Arbitrary<Same | undefined>;
}

const waiting = {
  for: fc.constantFrom('PT1H', 'PT90M', 'PT12H'),
  within: fc.constantFrom('P1D', 'P3D', 'P7D'),
};

const followed = ({ first, second, same }: Ends): fc.Arbitrary<Condition> =>
  fc
    .record({ first, followedBy: second, same, within: duration })
    .map(({ first: step, ...rest }) => present<Performed>({ ...step, ...rest }));

const notFollowed = ({ first, second, same }: Ends): fc.Arbitrary<Condition> =>
  fc
    .record({ first, notFollowedBy: second, same, ...waiting })
    .map(({ first: step, ...rest }) => present<Performed>({ ...step, ...rest }));

const anyEnds = (language: Language): Ends => ({
  first: stepOf(language),
  second: stepOf(language),
  same: fc.constant(undefined),
});

export const plainFollowed = (language: Language): fc.Arbitrary<Condition> => followed(anyEnds(language));
export const plainNotFollowed = (language: Language): fc.Arbitrary<Condition> => notFollowed(anyEnds(language));

const pairs: readonly { readonly first: Step['performed']; readonly second: Step['performed']; readonly same: Same }[] =
  [
    { first: 'VisitMade', second: 'PurchaseMade', same: ['sku', 'items.sku'] },
    { first: 'VisitMade', second: 'PurchaseMade', same: ['category', 'items.category'] },
    { first: 'VisitMade', second: 'VisitMade', same: 'category' },
    { first: 'PurchaseMade', second: 'PurchaseMade', same: 'items.sku' },
    { first: 'PurchaseMade', second: 'PurchaseRefunded', same: 'orderId' },
    { first: 'PurchaseMade', second: 'VisitMade', same: ['items.sku', 'sku'] },
    { first: 'VisitMade', second: 'PurchaseMade', same: 'custom.gift' },
  ];

/** Sequences about the same thing. */
export const sameThing = ({ fieldsOf, whereOver }: Language): fc.Arbitrary<Condition> => {
  const step = (performed: string): fc.Arbitrary<Step> => {
    const type = performed as keyof typeof fieldsOf;
    return rarely(rarely(whereOver(fieldsOf[type], type === 'PurchaseMade'))).map((where) =>
      present<Step>({ performed, where }),
    );
  };
  return fc
    .tuple(fc.constantFrom(...pairs), fc.boolean())
    .chain(([{ first, second, same }, is]) =>
      (is ? followed : notFollowed)({ first: step(first), second: step(second), same: fc.constant(same) }),
    );
};
