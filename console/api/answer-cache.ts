/** So many answers are kept; the oldest gives way. */
const most = 60;

const answers = new Map<string, unknown>();

/** The latest answers by path, so that going back shows at once what was there, while it is asked for again. */
export const answerCache = {
  get: (path: string): unknown => answers.get(path),
  set: (path: string, data: unknown): void => {
    answers.delete(path);
    answers.set(path, data);
    const [oldest] = answers.keys();
    if (answers.size > most && oldest !== undefined) answers.delete(oldest);
  },
  clear: (): void => answers.clear(),
};
