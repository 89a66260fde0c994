/** Everything that comes, in the order in which it does. */
export const gathered = async <One>(all: AsyncIterable<One>): Promise<readonly One[]> => {
  const list: One[] = [];
  for await (const one of all) list.push(one);
  return list;
};
