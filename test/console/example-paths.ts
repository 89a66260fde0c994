/** For each screen the addresses at which it is looked at over the demo. A screen without one fails its test. */
export const examplePaths: Readonly<Record<string, readonly string[]>> = {
  '/segments': ['/segments'],
};
