import { batchesAt, type Batches } from './batches.ts';
import { streamBatchesAt } from './stream-batches.ts';
import type { Load } from './work.ts';

/** Works out the batches in which a load's messages reach the update, from where they wait. */
export const intakeBatchesAt = (load: Load): Batches =>
  load.intake === 'stream' ? streamBatchesAt(load) : batchesAt(load);
