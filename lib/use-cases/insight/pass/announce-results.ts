import type { InsightEventType } from '#events/insight-event.ts';
import type { FittedModel } from '#lib/core/predictions/fit/fitted-model.ts';
import type { ObjectStore } from '#lib/ports/objects/object-store.ts';
import type { OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import { announceEntries, type EntryDeps } from '#lib/ports/publisher/send-entries.ts';
import type { Published } from './published.ts';

/** All results of a run that was completed. Plain JSON. */
export interface RunResults {
  readonly run: string;
  /** The latest clock of anybody. */
  readonly asOf: string;
  /** How many people there are; absent in a run of an earlier version. */
  readonly people?: number;
  readonly results: readonly Published[];
}

/** A model that was fitted, and about how many people would enter or leave a segment by it. */
export interface NewModel {
  readonly model: FittedModel;
  readonly wouldChange: number;
}

/** The bus, and where the results are kept. */
export interface AnnounceDeps extends EntryDeps {
  readonly objects: Pick<ObjectStore, 'uriOf'>;
}

const entry = (detailType: InsightEventType, detail: object): OutgoingEntry => ({
  detailType,
  detail: JSON.stringify(detail),
});

/**
 * Announces each result on the bus, at least once, and a model that was fitted.
 *
 * @throws {Error} when the bus refuses one every time.
 */
export const announceResults = async (
  { objects, ...bus }: AnnounceDeps,
  { asOf, results }: RunResults,
  fitted: NewModel | undefined,
): Promise<void> => {
  const entries = results.map(({ kind, segment, key, hash }) =>
    entry('InsightPublished', {
      kind,
      asOf,
      ...(segment !== undefined && { segment }),
      uri: objects.uriOf(key),
      hash,
    }),
  );
  if (fitted) {
    const { model, wouldChange } = fitted;
    entries.push(entry('ModelFitted', { modelId: model.modelId, quality: model.quality, wouldChange }));
  }
  await announceEntries(bus, entries);
};
