import { describe, expect, test } from 'vitest';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { draftOf, type Draft, type WrittenDraft } from '#lib/use-cases/preview/draft.ts';

const drafted = (written: WrittenDraft): Draft => {
  const draft = draftOf(defaultCatalogue, written);
  if ('fault' in draft) throw new Error(draft.fault);
  return draft;
};

describe('draftOf()', () => {
  test('asks about no events for a condition on a profile', () => {
    const { catalogue, types } = drafted({ when: { trait: 'orders.count', is: { gte: 3 } } });
    expect([catalogue.measures.size, [...types]]).toEqual([0, []]);
  });

  test('asks about the events of the computed traits that it names alone', () => {
    const { types } = drafted({ when: { trait: 'computed.netSpend365', is: { gte: 100_00 } } });
    expect([...types].toSorted()).toEqual(['PurchaseMade', 'PurchaseRefunded']);
    const own = { visited: { performed: 'VisitMade' } };
    expect([...drafted({ when: { trait: 'computed.visited', is: { gte: 1 } }, traits: own }).types]).toEqual([
      'VisitMade',
    ]);
  });

  test.each(defaultCatalogue.segments.map(({ key, when }) => [key, when] as const))(
    'refers to %s, and tries what it says',
    (key, when) => {
      expect(drafted({ when: { segment: key } }).segment.key).toBe('preview');
      expect(drafted({ when }).segment.key).toBe('preview');
    },
  );

  test('says which computed trait there is not', () => {
    expect(draftOf(defaultCatalogue, { when: { trait: 'computed.netSpend356', is: { gte: 1 } } })).toMatchObject({
      fault: expect.stringMatching(/did you mean `computed\.netSpend365`\?/) as string,
    });
  });
});
