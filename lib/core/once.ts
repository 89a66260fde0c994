/** Makes something when it is first asked for, and gives the same ever after: a cold start waits for all that is made before. */
export const once = <Made extends {}>(make: () => Made): (() => Made) => {
  let made: Made | undefined;
  return () => {
    made ??= make();
    return made;
  };
};
