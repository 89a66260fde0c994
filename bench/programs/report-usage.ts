/**
 * Loaded into a process before its own program (`--import`): when the process ends, it writes to file descriptor 3 how much
 * memory the process used at most, and how much processor time.
 */
import { existsSync, readFileSync, writeSync } from 'node:fs';

const status = '/proc/self/status';

/** Linux counts the parent's memory into `maxRSS` until the program is loaded; its own status file does not. */
const peakBytes = (): number => {
  const own = existsSync(status) ? /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8'))?.[1] : undefined;
  return Number(own ?? process.resourceUsage().maxRSS) * 1024;
};

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  writeSync(3, JSON.stringify({ peakBytes: peakBytes(), cpuMs: (user + system) / 1_000 }));
});
