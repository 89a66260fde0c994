import { enableCompileCache } from 'node:module';
// Before any schema is made: it compiles each into a function, which parses faster.
import 'zod/compile';
import { failureLine } from './command/failure-line.ts';
import { runCommandLine } from './command/run.ts';
import { terminalOf } from './output/terminal.ts';
import { leaveOutSqliteWarning } from './output/sqlite-warning.ts';

// A command's modules are loaded by name: from the second time on, their types are stripped already.
enableCompileCache();

leaveOutSqliteWarning(process);

const fail = (error: unknown): never => {
  process.stderr.write(`patron: ${failureLine(error)}\n`);
  process.exit(1);
};

process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

/** A reader that has seen enough (`patron check | head`) is not a failure. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => (error.code === 'EPIPE' ? process.exit(0) : fail(error)));

process.exitCode = await runCommandLine(process.argv.slice(2), terminalOf(process));
