/** The part of a process that prints warnings. */
type Warned = Pick<NodeJS.Process, 'listeners' | 'removeAllListeners' | 'on'>;

/** Leaves out that SQLite is experimental, which Node 22 says with every command; all other warnings are printed as before. */
export const leaveOutSqliteWarning = (process: Warned): void => {
  const printers = process.listeners('warning');
  process.removeAllListeners('warning');
  process.on('warning', (warning) => {
    if (warning.name === 'ExperimentalWarning' && warning.message.startsWith('SQLite ')) return;
    for (const print of printers) print(warning);
  });
};
