import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { allRegularities } from '#lib/core/predictions/fit/fit-model.ts';
import { FitRefusedError } from '#lib/core/predictions/fit/refusals.ts';
import type { FittedModel } from '#lib/core/predictions/fit/fitted-model.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { fitPeople } from '../fit/fit-people.ts';
import { outputFiles } from '../replay/output-files.ts';
import { readLines } from '../replay/read-lines.ts';
import { replay } from '../replay/replay.ts';

/** Events that a model is fitted to. */
export interface EventsToFit {
  /** The file of events. */
  readonly events: string;
  /** The folder of a replay of its own, which is removed afterwards. */
  readonly unfitted: string;
  /** Of no segment: deciding them is most of the work of a replay. */
  readonly catalogue: Catalogue;
  readonly stopwatch: () => number;
  readonly onEvents: (events: number) => void;
  readonly onProfiles: (profiles: number) => void;
}

/** A model, or why there is none. */
export interface Fitted {
  readonly model?: FittedModel;
  readonly refused?: FitRefusedError;
}

const fitStore = async ({ unfitted, catalogue, onProfiles }: EventsToFit): Promise<FittedModel> => {
  const store = openEmbeddedStore(outputFiles(unfitted).store);
  try {
    const fit = { people: store.orders(), store, catalogue, spend: 'all', regularities: allRegularities } as const;
    return await fitPeople({ ...fit, onProgress: onProfiles });
  } finally {
    store.close();
  }
};

/** Fits a model to a file of events, by a replay of its own. */
export const fitEvents = async (what: EventsToFit): Promise<Fitted> => {
  const { catalogue, unfitted, stopwatch, onEvents } = what;
  try {
    const events = readLines(createReadStream(what.events));
    await replay({ catalogue, events, out: unfitted, stopwatch, onProgress: onEvents });
    return { model: await fitStore(what) };
  } catch (error) {
    if (error instanceof FitRefusedError) return { refused: error };
    throw error;
  } finally {
    await rm(unfitted, { recursive: true, force: true });
  }
};
