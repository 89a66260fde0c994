import { enableCompileCache } from 'node:module';
// Before any schema is made: it makes each one a function of its own, which parses twice as fast.
import 'zod/compile';
import { failureLine } from './command/failure-line.ts';
import { runCommandLine } from './command/run.ts';
import { terminalOf } from './output/terminal.ts';

// Modules of a command are loaded when it is known: the second time, they need no stripping of types.
enableCompileCache();

const fail = (error: unknown): never => {
  process.stderr.write(`patron: ${failureLine(error)}\n`);
  process.exit(1);
};

process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

/** Whoever reads may have seen enough (`patron check | head`): that is no failure. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => (error.code === 'EPIPE' ? process.exit(0) : fail(error)));

process.exitCode = await runCommandLine(process.argv.slice(2), terminalOf(process));
