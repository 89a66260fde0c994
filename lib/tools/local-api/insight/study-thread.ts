/** The thread of a study: reads a sample of the file in `workerData`, tells its size, and answers what is asked about it. */
import { parentPort, workerData } from 'node:worker_threads';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { openEmbeddedReader } from '#lib/ports/store/embedded/embedded-store.ts';
import { openStudy } from './study.ts';
import type { StudyAsked, StudyQuestion, StudyTold } from './study-in-thread.ts';

if (parentPort === null) throw new Error('Cannot study as a thread: current value is the main thread');

const port = parentPort;
const { file, catalogue } = workerData as StudyAsked;

const tell = (told: StudyTold): void => port.postMessage(told, []);

const study = await openStudy(openEmbeddedReader(file), compile(catalogue.source, catalogue.deployment));
tell({ size: study.size });

port.on('message', ({ id, asked }: StudyQuestion) => {
  study.find(asked).then(
    (result) => tell({ id, result }),
    (error: unknown) => tell({ id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});

// What takes longest is looked for before anybody asks.
await study.find({ kind: 'metrics', segment: undefined });
await study.find({ kind: 'discover', segment: undefined });
