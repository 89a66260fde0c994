/** Calls `make` for who asks, one at a time: whoever asks meanwhile is given the one that begins after it. */
export const oneAtATime = <Made>(make: () => Promise<Made>): (() => Promise<Made>) => {
  let current: Promise<Made> | undefined;
  let following: Promise<Made> | undefined;
  const begin = (): Promise<Made> => {
    following = undefined;
    const made = make();
    current = made;
    const end = () => {
      if (current === made) current = undefined;
    };
    made.then(end, end);
    return made;
  };
  return () => {
    if (current === undefined) return begin();
    return (following ??= current.then(begin, begin));
  };
};
