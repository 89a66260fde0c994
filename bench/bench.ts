// Before any schema is made, as the command line does it.
import 'zod/compile';
import { runBenchmarks } from './harness/run.ts';

process.exitCode = await runBenchmarks(process.argv.slice(2), {
  out: (text) => process.stdout.write(`${text}\n`),
  error: (text) => process.stderr.write(`${text}\n`),
});
