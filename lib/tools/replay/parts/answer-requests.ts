import type { PartAnswers, PartRequest, PartStart } from './part-answers.ts';
import { PartWork } from './part-work.ts';

/** Starts a part that answers requests, each once the one before is answered. */
export const startAnswering = (
  start: PartStart,
): ((request: PartRequest) => Promise<PartAnswers[PartRequest['kind']]>) => {
  const part = new PartWork(start);
  return (request) => {
    switch (request.kind) {
      case 'lines':
        return part.lines(request);
      case 'due':
        return part.due(request);
      case 'reviews':
        return part.reviews(request);
      case 'profiles':
        return part.profiles(request);
      case 'end':
        return part.end();
      default:
        return request satisfies never;
    }
  };
};
