import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { runStory, type StoryResult } from '#lib/tools/stories/run-story.ts';
import { defineCommand } from '../command/command.ts';
import { failureLine } from '../command/failure-line.ts';
import { filesArgument } from '../command/options.ts';
import { catalogueOption, loadCatalogue } from '../input/catalogue-option.ts';
import { jsonIn } from '../input/json-in.ts';
import { modelOption } from '../input/model-option.ts';
import { countedStories, failedStories, isFailed, resultText } from './result-text.ts';
import { storyFiles } from './story-files.ts';

/** A file that cannot be read holds up no other. */
const runFile = async (catalogue: Catalogue, file: string): Promise<StoryResult> => {
  try {
    return runStory(catalogue, await jsonIn(file, 'a story'));
  } catch (error) {
    return { story: undefined, failures: [failureLine(error)] };
  }
};

export const testCommand = defineCommand({
  name: 'test',
  summary: 'Runs stories beside a catalogue: what happens to a person, and which segments they enter and leave when.',
  explanation: `A story is a file of JSON:

  { "story": "A regular lapses 60 days after the last order.",
    "given": [ { "time": "…", "source": "…", "detail-type": "PurchaseMade", "detail": { … } } ],
    "then": [ { "at": "2026-11-02T09:12:00Z", "entered": "lapsing-regular" } ] }

"given" has lines as replay takes them, each at its own time. "entered" and "exited" ask for a change at exactly "at"; "member" and
"notMember" ask who is in the segment then, with what is due at that instant. "id" names the person, as cust-42 or ~visitor-7 of a
visitor, where there are several. A line that is refused makes the story fail.

The exit status is 1 where a story does not hold; of each thing that is not so it is told what was, and why.`,
  options: {
    ...catalogueOption,
    ...modelOption,
    stories: filesArgument('STORY', 'Files with a story each; a pattern such as stories/*.json names all that fit.'),
  },
  run: async ({ stories, segments, model }, { print, style }) => {
    const catalogue = await loadCatalogue({ segments, model });
    let failed = 0;
    const files = await storyFiles(stories);
    for (const file of files) {
      const result = { file, ...(await runFile(catalogue, file)) };
      print(resultText(result, style));
      if (isFailed(result)) failed += 1;
    }
    if (failed > 0) throw new Error(`Cannot let the catalogue pass as told: ${failedStories(failed, files.length)}`);
    print(`\n${countedStories(files.length)} held.`);
  },
});
