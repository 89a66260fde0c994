/** The thread of a study: reads a sample of the file in `workerData`, tells its size, and answers what is asked about it. */
import { parentPort, workerData } from 'node:worker_threads';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { openEmbeddedReader } from '#lib/ports/store/embedded/embedded-store.ts';
import type { AskedResult } from '#lib/use-cases/api/insight/asked-result.ts';
import { openStudy } from './study.ts';
import type { StudyAsked, StudyQuestion, StudyTold } from './study-in-thread.ts';

if (parentPort === null) throw new Error('Cannot study as a thread: current value is the main thread');

const port = parentPort;
const { file, catalogue } = workerData as StudyAsked;

const tell = (told: StudyTold): void => port.postMessage(told, []);

const study = await openStudy(openEmbeddedReader(file), compile(catalogue.source, catalogue.deployment));
tell({ size: study.size });

/** What takes longest is looked for while nobody asks, and has not asked for as many milliseconds. */
const ahead: AskedResult['kind'][] = ['metrics', 'discover'];
const idleMs = 500;

let waiting = 0;
let idle: NodeJS.Timeout | undefined;

const whenIdle = (): void => {
  clearTimeout(idle);
  if (waiting === 0 && ahead.length > 0) idle = setTimeout(lookAhead, idleMs);
};

const lookAhead = (): void => {
  const kind = ahead.shift();
  // Who asks for it is told why it fails.
  if (kind !== undefined) study.find({ kind, segment: undefined }).then(whenIdle, whenIdle);
};

const answer = async ({ id, asked }: StudyQuestion): Promise<void> => {
  try {
    tell({ id, result: await study.find(asked) });
  } catch (error) {
    tell({ id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
};

port.on('message', (question: StudyQuestion) => {
  waiting += 1;
  clearTimeout(idle);
  void answer(question).finally(() => {
    waiting -= 1;
    whenIdle();
  });
});
whenIdle();
