import { join } from 'node:path';
import { outputFiles, type OutputFiles } from '../replay/output-files.ts';

/** The files beside a report that is made of an export: those of the replay, and what it was made of. */
export interface ExportFolder extends OutputFiles {
  readonly folder: string;
  readonly events: string;
  /** The events while they are imported and replayed: those of an earlier report stay as long as its store does. */
  readonly eventsDraft: string;
  /** There only where a model could be fitted. */
  readonly model: string;
  /** The replay that a model is fitted to; gone when it is. */
  readonly unfitted: string;
}

/** The files in a folder. */
export const exportFolder = (folder: string): ExportFolder => ({
  folder,
  ...outputFiles(folder),
  events: join(folder, 'events.jsonl'),
  eventsDraft: join(folder, 'events.jsonl.draft'),
  model: join(folder, 'model.json'),
  unfitted: join(folder, 'unfitted'),
});
