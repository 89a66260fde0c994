import type { StoryResult } from '#lib/tools/stories/run-story.ts';
import { number } from '../output/numbers.ts';
import type { Style } from '../output/terminal.ts';

/** The result of a story's file. */
export interface FileResult extends StoryResult {
  readonly file: string;
}

const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, '    ');

export const isFailed = ({ failures }: FileResult): boolean => failures.length > 0;

/** A story that holds, in a line; below the line of one that does not, why. */
export const resultText = (result: FileResult, style: Style): string => {
  const { file, story, failures } = result;
  const mark = isFailed(result) ? style('red', '✗') : style('green', '✓');
  const title = story === undefined ? `${mark} ${file}` : `${mark} ${story} ${style('dim', `(${file})`)}`;
  return isFailed(result) ? `${title}\n${failures.map(indented).join('\n\n')}\n` : title;
};

/** `1 story`, `12 stories` */
export const countedStories = (count: number): string => `${number(count)} ${count === 1 ? 'story' : 'stories'}`;

/** `1 of 2 stories does not hold` */
export const failedStories = (failed: number, all: number): string =>
  `${number(failed)} of ${countedStories(all)} ${failed === 1 ? 'does' : 'do'} not hold`;
