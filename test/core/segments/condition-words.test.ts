import { expect, test } from 'vitest';
import { conditionWords } from '#lib/core/segments/describe/condition-words.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import type { Node } from '#lib/core/segments/compile/node.ts';
import type { ConditionWords } from '#lib/core/segments/describe/condition-words.ts';

const { source, segments } = compile({
  currency: 'GBP',
  segments: [
    { key: 'buyers', name: 'Buyers', when: { performed: 'PurchaseMade' } },
    {
      key: 'quiet-buyers',
      when: { all: [{ segment: 'buyers' }, { not: { performed: 'VisitMade', within: 'P60D' } }, { any: [] }] },
      requires: { consent: 'marketing' },
    },
  ],
});

test('each part has its path, its short form and its words, the required consent too', () => {
  const [, segment] = source.segments;
  expect(segment && conditionWords(segment, source)).toEqual({
    kind: 'all',
    parts: [
      {
        kind: 'all',
        parts: [
          {
            kind: 'condition',
            path: 'all.0',
            condition: 'in segment buyers',
            words: 'who are in "Buyers"',
            segment: 'buyers',
          },
          {
            kind: 'not',
            part: {
              kind: 'condition',
              path: 'all.1.not',
              condition: 'VisitMade within P60D, times >= 1',
              words: 'who have a visit within the last 60 days',
            },
          },
          { kind: 'any', parts: [] },
        ],
      },
      {
        kind: 'condition',
        path: 'requires.consent',
        condition: 'consent.marketing = true',
        words: 'who have agreed to marketing',
      },
    ],
  });
});

/** What both have of a condition: its form, and the paths of its leaves. */
const shapeOfNode = (node: Node): unknown => {
  if (node.kind === 'leaf') return node.path;
  return node.kind === 'not' ? [node.kind, shapeOfNode(node.child)] : [node.kind, ...node.children.map(shapeOfNode)];
};

const shapeOfWords = (words: ConditionWords): unknown => {
  if (words.kind === 'condition') return words.path;
  return words.kind === 'not' ? [words.kind, shapeOfWords(words.part)] : [words.kind, ...words.parts.map(shapeOfWords)];
};

test('it has the parts that an explanation has, in all segments that come with Patron', () => {
  const compiled = compile(defaultCatalogue);
  for (const { key, source: segment, condition } of [...compiled.segments, ...segments]) {
    const of = segments.some((each) => each.key === key) ? source : compiled.source;
    expect([key, shapeOfWords(conditionWords(segment, of))]).toEqual([key, shapeOfNode(condition)]);
  }
});
