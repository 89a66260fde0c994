import { once } from '#lib/core/once.ts';
import { consoleFiles } from './console-files.ts';
import { serveConsole } from './serve-console.ts';

/** Answers for the console's pages and files. They are built or read when somebody first asks for one. */
export const consolePages = (): ((request: Request) => Promise<Response>) => {
  const serving = once(async () => serveConsole(await consoleFiles()));
  return async (request) => (await serving())(request);
};
