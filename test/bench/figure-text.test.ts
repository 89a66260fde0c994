import { describe, expect, test } from 'vitest';
import type { Figure } from '../../bench/benchmark.ts';
import { figureJson, figureText, verdict } from '../../bench/harness/figure-text.ts';

const figure: Figure = {
  name: 'heart.json-parse.shop',
  about: 'apply beside JSON.parse',
  unit: 'events/s',
  ours: 60_000,
  baseline: 80_000,
  ratio: 0.75,
  targets: [{ of: 'ratio', atLeast: 1 }],
  details: { events: 8_819 },
};

describe('verdict()', () => {
  test('says by how much a ratio misses', () => {
    expect(verdict(figure, { of: 'ratio', atLeast: 1 })).toBe('target ratio ≥ 1: missed by 25 %');
    expect(verdict(figure, { of: 'ratio', atMost: 0.5 })).toBe('target ratio ≤ 0.5: missed by 50 %');
  });

  test('says that a bound is met, the bound itself included', () => {
    expect(verdict(figure, { of: 'ours', atLeast: 60_000 })).toBe('target ≥ 60,000 events/s: met');
    expect(verdict(figure, { of: 'ratio', atMost: 0.75 })).toBe('target ratio ≤ 0.75: met');
  });

  test('never calls a miss by a hair a miss by nothing', () => {
    expect(verdict({ ...figure, ratio: 1.2501 }, { of: 'ratio', atMost: 1.25 })).toBe(
      'target ratio ≤ 1.25: missed by 0.1 %',
    );
  });

  test('says where a target has no figure', () => {
    const { ratio: _, ...alone } = figure;
    expect(verdict(alone, { of: 'ratio', atLeast: 1 })).toBe('target ratio ≥ 1: not measured');
  });
});

describe('figureText()', () => {
  test('has the figure, the baseline, the ratio, what is measured and the targets', () => {
    expect(figureText(figure).split('\n')).toEqual([
      'heart.json-parse.shop: 60,000 events/s, baseline 80,000 events/s, ratio 0.75',
      '    apply beside JSON.parse',
      '    events 8,819',
      '    target ratio ≥ 1: missed by 25 %',
    ]);
  });
});

describe('figureJson()', () => {
  test('has ratio, ours, baseline and unit, and the details beside them', () => {
    expect(figureJson(figure)).toMatchObject({
      ratio: 0.75,
      ours: 60_000,
      baseline: 80_000,
      unit: 'events/s',
      events: 8_819,
      targets: [{ of: 'ratio', atLeast: 1, verdict: 'target ratio ≥ 1: missed by 25 %' }],
    });
  });

  test('leaves out what there is not', () => {
    const json = figureJson({ name: 'writes.item', about: 'size', unit: 'B', ours: 900 });
    expect(Object.keys(json)).toEqual(['ours', 'unit', 'about']);
  });
});
