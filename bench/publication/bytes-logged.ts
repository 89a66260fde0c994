/** Counts the bytes that go to standard output while something runs, which is a function's log. None of them is shown. */
export const bytesLogged = async (run: () => Promise<unknown>): Promise<number> => {
  const { stdout } = process;
  const write = stdout.write.bind(stdout);
  let bytes = 0;
  stdout.write = (chunk: string | Uint8Array) => {
    bytes += Buffer.byteLength(chunk);
    return true;
  };
  try {
    await run();
  } finally {
    stdout.write = write;
  }
  return bytes;
};
