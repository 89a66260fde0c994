/** A function that does nothing at all. */
export const handler = async (): Promise<undefined> => undefined;
