import { lastArrival } from './arrival.ts';
import type { Catalogue } from './catalogue.ts';
import { uncountedIn, unmetIn } from './counting.ts';
import { compareText } from './facts.ts';
import { givenTraits } from './given-traits.ts';
import { readInstant, writeInstant } from './instants.ts';
import { toleratedOf } from './predictions/tolerated.ts';
import { receive, type Verdict } from './receive.ts';
import type { OracleProfile, OracleResult, OracleSummary } from './result.ts';
import { viewOf } from './traits.ts';
import { runTime, type Person, type World } from './world.ts';

const profileOf = (world: World, person: Person, until: number): OracleProfile => ({
  ...person.id,
  asOf: writeInstant(until),
  traits: viewOf(world.catalogue, person, until).tree(),
  sources: Object.fromEntries(
    [...givenTraits(person.facts)].map(([path, { via, t }]) => [path, { via, at: writeInstant(t) }]),
  ),
  segments: world.catalogue.segments.flatMap(({ key }) => {
    const entered = person.entered.get(key);
    return entered === undefined ? [] : [{ key, enteredAt: writeInstant(entered) }];
  }),
  sequence: person.sequence,
  tolerated: toleratedOf(world.catalogue, person, until),
});

const profilesOf = (world: World, until: number): OracleProfile[] =>
  [...world.people]
    .toSorted(([a], [b]) => compareText(a.slice(2), b.slice(2)) || compareText(b, a))
    .map(([, person]) => profileOf(world, person, until));

const segmentCounts = ({ catalogue, changes, people }: World): OracleSummary['segments'] =>
  Object.fromEntries(
    catalogue.segments.map(({ key }) => {
      const of = changes.filter(({ segment }) => segment === key);
      return [
        key,
        {
          members: [...people.values()].filter(({ entered }) => entered.has(key)).length,
          entered: of.filter(({ status }) => status === 'entered').length,
          exited: of.filter(({ status }) => status === 'exited').length,
        },
      ];
    }),
  );

const summaryOf = (world: World, verdicts: readonly Verdict[]): OracleSummary => {
  const keys = [...world.people.keys()];
  const applied = verdicts.filter((verdict) => verdict === 'applied').length;
  const duplicates = verdicts.filter((verdict) => verdict === 'duplicate').length;
  return {
    events: verdicts.length,
    applied,
    duplicates,
    quarantined: verdicts.length - applied - duplicates,
    identityConflicts: world.identityConflicts,
    replaced: uncountedIn(world.tellings.values()).size,
    unmetReplacements: unmetIn(world.tellings.values()),
    customers: keys.filter((key) => key.startsWith('C#')).length,
    visitors: keys.filter((key) => key.startsWith('A#')).length,
    changes: world.changes.length,
    segments: segmentCounts(world),
  };
};

/**
 * What `replay` must bring about, worked out from the whole list of events at every instant that could matter.
 *
 * @param lines - one entry each, in the order in which they are taken.
 * @param until - ISO 8601; by default the last arrival. What is due at that instant is included.
 */
export const evaluate = ({
  catalogue,
  lines,
  until,
}: {
  readonly catalogue: Catalogue;
  readonly lines: readonly string[];
  readonly until?: string;
}): OracleResult => {
  const world: World = {
    catalogue,
    people: new Map(),
    links: new Map(),
    erasedKeys: new Set(),
    known: new Map(),
    tellings: new Map(),
    changes: [],
    erased: [],
    identityConflicts: 0,
  };
  const verdicts = lines.map((line) => receive(world, line));
  const end = readInstant(until) ?? lastArrival(lines);
  for (const person of world.people.values()) runTime(world, person, end);
  return {
    changes: world.changes,
    erased: world.erased,
    profiles: profilesOf(world, end),
    quarantine: verdicts.flatMap((reason, index) =>
      reason === 'applied' || reason === 'duplicate' ? [] : [{ line: index + 1, reason }],
    ),
    summary: summaryOf(world, verdicts),
  };
};
