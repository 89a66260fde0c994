/** Makes a value when it is first asked for, and returns the same one from then on: a cold start waits for whatever is made sooner. */
export const once = <Made extends {}>(make: () => Made): (() => Made) => {
  let made: Made | undefined;
  return () => {
    made ??= make();
    return made;
  };
};
