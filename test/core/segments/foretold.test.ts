import { describe, expect, test } from 'vitest';
import { advance } from '#lib/core/engine/advance.ts';
import { apply } from '#lib/core/engine/apply.ts';
import type { InstantChanges } from '#lib/core/engine/decision.ts';
import type { ArrivedEvent } from '#lib/core/profile/fact.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue, defaultCatalogueWith } from '#lib/core/segments/default/default-catalogue.ts';
import { day } from '#lib/core/time/duration.ts';
import { formatInstant, parseInstant } from '#lib/core/time/instant.ts';
import { predictionModel } from '#test/support/prediction-model.ts';
import { purchase, refund } from '../profile/events.ts';

const source = defaultCatalogueWith(predictionModel);
const catalogue = compile(source);
const foretold = source.segments.slice(defaultCatalogue.segments.length);
const keys = new Set(foretold.map(({ key }) => key));

const instant = (days: number): string => formatInstant(parseInstant('2027-01-01T00:00:00Z') + days * day);
const bought = (days: number, pounds: number) => purchase({ at: instant(days), total: pounds * 100 });

interface Turn {
  /** Such as `entered probably-gone`. */
  readonly turn: string;
  readonly at: string;
  readonly traits: Readonly<Record<string, unknown>>;
}

/** How somebody enters and leaves the segments that a model allows, in order. */
const turnsOf = (events: readonly ArrivedEvent[], until: number): readonly Turn[] => {
  let state: CustomerState | undefined;
  const changes: InstantChanges[] = [];
  for (const event of events) {
    const next = apply(catalogue, state, event);
    ({ state } = next);
    changes.push(...next.changes);
  }
  changes.push(...advance(catalogue, state as CustomerState, parseInstant(instant(until))).changes);
  return changes.flatMap(({ effectiveAt, changes: turns }) =>
    turns
      .filter(({ segment }) => keys.has(segment.key))
      .map(({ status, segment, traits }) => ({ turn: `${status} ${segment.key}`, at: effectiveAt, traits })),
  );
};

const told = (turns: readonly Turn[], ...about: readonly string[]): readonly string[] =>
  turns.map(({ turn }) => turn).filter((turn) => about.some((key) => turn.endsWith(key)));

const nextOrderIn = (turn: Turn | undefined): number => parseInstant(String(turn?.traits['predicted.nextOrderAt']));

describe('the segments that a model allows', () => {
  test('are there with a name, one sentence and traits to publish, behind those that are always there', () => {
    expect([...keys]).toEqual([
      'about-to-order',
      'overdue-customers',
      'probably-gone',
      'best-tenth',
      'rising-value',
      'fading-value',
    ]);
    expect(source.segments.slice(0, -keys.size)).toEqual(defaultCatalogue.segments);
    for (const { name, description, publish } of foretold) {
      expect(name).toMatch(/^[A-Z]/);
      expect(description).toMatch(/^[A-Z][^.]*\.$/);
      expect(publish?.traits.length).toBeGreaterThan(0);
    }
  });

  test('are each of its own hash, and change none of the others', () => {
    const [without, beside] = [compile(defaultCatalogue), catalogue].map(
      ({ segments }) => new Map(segments.map(({ key, definitionHash }) => [key, definitionHash])),
    );
    expect(Object.fromEntries([...(beside ?? [])].filter(([key]) => !keys.has(key)))).toEqual(
      Object.fromEntries(without ?? []),
    );
  });

  test('foretell an order, miss it, give somebody up and have them back', () => {
    const turns = turnsOf([...[0, 30, 60].map((days) => bought(days, 10)), bought(400, 10)], 410);
    expect(turns.map(({ turn }) => turn)).toEqual([
      'entered about-to-order',
      'exited about-to-order',
      'entered overdue-customers',
      'exited overdue-customers',
      'entered probably-gone',
      'exited probably-gone',
    ]);
    const expected = nextOrderIn(turns[0]);
    const [, , , givenUp] = turns.map(({ at }) => at);
    expect(turns.map(({ at }) => at)).toEqual([
      formatInstant(expected - 7 * day),
      formatInstant(expected),
      formatInstant(expected),
      givenUp,
      givenUp,
      instant(400),
    ]);
    expect(turns[4]?.traits).toMatchObject({ 'predicted.alive': 0.5 });
  });

  test('let go of somebody who orders while the order is awaited, or overdue', () => {
    const inTime = turnsOf([bought(0, 10), bought(30, 10), bought(60, 10), bought(90, 10)], 91);
    expect(told(inTime, 'about-to-order', 'overdue-customers')).toEqual([
      'entered about-to-order',
      'exited about-to-order',
    ]);
    expect(inTime.at(-1)?.at).toBe(instant(90));
    const late = turnsOf([bought(0, 10), bought(200, 10)], 201);
    expect(told(late, 'overdue-customers')).toEqual(['entered overdue-customers', 'exited overdue-customers']);
    expect(late.at(-1)?.at).toBe(instant(200));
  });

  test('find the best tenth from its percentile on, and let go of who sends things back', () => {
    expect(told(turnsOf([bought(0, 899.99)], 1), 'best-tenth')).toEqual([]);
    const sentBack = [bought(0, 900), refund({ at: instant(1), amount: 1 })];
    expect(told(turnsOf(sentBack, 1), 'best-tenth')).toEqual(['entered best-tenth', 'exited best-tenth']);
  });

  test('see value rise until it has come, and fade until somebody is back', () => {
    const weekly = [0, 7, 14, 21].map((days) => bought(days, 200));
    const turns = turnsOf([...weekly, bought(500, 200)], 501);
    expect(told(turns, 'rising-value', 'fading-value')).toEqual([
      'entered rising-value',
      'exited rising-value',
      'entered fading-value',
      'exited fading-value',
    ]);
    const ofWorth = turns.filter(({ turn }) => turn.endsWith('-value'));
    expect(ofWorth.map(({ traits }) => traits['predicted.tier'])).toEqual(['high', 'high', 'low', expect.any(String)]);
    // A fourth order makes it 800 pounds, of which the quarter that brings the most begins at 750.
    expect([ofWorth[0]?.at, ofWorth[1]?.at, ofWorth[3]?.at]).toEqual([instant(0), instant(21), instant(500)]);
  });

  test('see no value rise of somebody who stops', () => {
    const turns = turnsOf(
      [0, 7, 14].map((days) => bought(days, 200)),
      400,
    );
    expect(told(turns, 'rising-value', 'fading-value')).toEqual(['entered rising-value', 'exited rising-value']);
    expect(turns.findLast(({ turn }) => turn === 'exited rising-value')?.traits).toMatchObject({
      'predicted.tier': 'medium',
      'predicted.value365d': 50_000,
    });
  });
});
