import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { backfillEvents } from '#events/backfill-event.ts';
import { personOf, type PersonKey } from '#lib/core/profile/person.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { catalogueFile } from './cdk.ts';
import { connectTo, until, type Outputs } from './deployed.ts';
import { workFolder, type Emulator } from '#infra/local/emulator.ts';
import type { Entry } from './shop-events.ts';

/** A catalogue that changes the one of this tier: one segment fewer, one redefined, a new one, and a new quiet one. */
export interface ChangedCatalogue {
  readonly file: string;
  readonly deployment: number;
  readonly catalogue: Catalogue;
}

/** A window that does not move while the tier runs, so that time alone changes nothing of it. */
const asked = {
  key: 'searched',
  name: 'Has ever searched',
  when: { performed: 'VisitMade', where: { action: { eq: 'search' } } },
};

/** The same, whose changes are not published. */
const askedQuietly = { ...asked, key: 'searched-quietly', backfill: 'quiet' };

/** Writes the changed catalogue, for a stage that deploys it with this number. */
export const changedCatalogue = (deployment = 2): ChangedCatalogue => {
  const { segments, ...rest } = JSON.parse(readFileSync(catalogueFile, 'utf8')) as {
    readonly segments: readonly { readonly key: string }[];
  };
  const changed = segments
    .filter(({ key }) => key !== 'refunded')
    .map((segment) =>
      segment.key === 'buyers' ? { ...segment, when: { trait: 'orders.count', is: { gte: 3 } } } : segment,
    );
  const json = { ...rest, segments: [asked, askedQuietly, ...changed] };
  mkdirSync(workFolder, { recursive: true });
  const file = resolve(workFolder, `catalogue-${deployment}.json`);
  writeFileSync(file, JSON.stringify(json));
  return { file, deployment, catalogue: compile(json, deployment) };
};

/** The announcements of one pass, in the order in which they were received. */
const saidOf = (heard: readonly Entry[], { catalogue }: ChangedCatalogue): readonly Entry[] =>
  heard.filter(
    ({ 'detail-type': type, detail }) => Object.hasOwn(backfillEvents, type) && detail['catalogue'] === catalogue.hash,
  );

/**
 * Waits until the pass over everybody is over.
 *
 * @param listening - what a subscriber to `source: patron` has heard, changes and announcements of passes.
 * @returns what was said of the pass: `BackfillStarted`, `BackfillProgressed` and `BackfillFinished`.
 */
export const passOver = (listening: () => Promise<readonly Entry[]>, change: ChangedCatalogue) =>
  until(
    async () => saidOf(await listening(), change),
    (said) => said.some(({ 'detail-type': type }) => type === 'BackfillFinished'),
    { seconds: 600, what: 'the end of the pass' },
  );

/** The catalogues of all passes that were started. */
export const passesOf = (heard: readonly Entry[]): readonly unknown[] =>
  heard.filter(({ 'detail-type': type }) => type === 'BackfillStarted').map(({ detail }) => detail['catalogue']);

/** The changes that a change of catalogue brought, as `customer status segment`. */
export const backfilled = (heard: readonly Entry[], { catalogue }: ChangedCatalogue): readonly string[] =>
  heard
    .filter(
      ({ detail }) => (detail['cause'] as { readonly catalogue?: string } | undefined)?.catalogue === catalogue.hash,
    )
    .map(({ detail }) => {
      const { key } = detail['segment'] as { readonly key: string };
      return `${personOf(detail)} ${String(detail['origin'])} ${String(detail['status'])} ${key}`;
    });

/** The catalogue and deployment that decided each of some persons, and the person's segments. */
export const decisionsOf = async (emulator: Emulator, outputs: Outputs, persons: Iterable<PersonKey>) => {
  const { store } = connectTo(emulator, outputs);
  const decisions = new Map<PersonKey, { catalogue: string; deployment: number; segments: readonly string[] }>();
  for (const person of new Set(persons)) {
    const { record } = await store.load(person, []);
    if (record?.kind !== 'profile') continue;
    const { catalogue, deployment, memberships } = record.state;
    decisions.set(person, { catalogue, deployment, segments: Object.keys(memberships).toSorted() });
  }
  return decisions;
};
