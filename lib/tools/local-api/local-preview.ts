import type { ApiDeps } from '#lib/use-cases/api/api-deps.ts';
import { tryDraft } from '#lib/use-cases/preview/try-draft.ts';
import { keptWhileUnwritten } from './kept-while-unwritten.ts';
import type { LocalApiDeps } from './local-api.ts';
import { localSample } from './local-sample.ts';

const noTypes: ReadonlySet<string> = new Set();

/** Previews of conditions over a store on this machine. */
interface LocalPreview {
  readonly preview: ApiDeps['preview'];
  /** Reads the people of the sample, and which events they have, ahead of the first preview. Others have their turn meanwhile. */
  readonly prepare: () => Promise<void>;
}

/** Tries conditions on the sample of the store, which is drawn again when something was written since. */
export const localPreview = (deps: LocalApiDeps): LocalPreview => {
  const sample = keptWhileUnwritten(deps, ({ store }) => localSample(store));
  return {
    preview: async ({ now, ...asked }) => tryDraft({ ...asked, sample: (await sample())(now) }),
    prepare: async () => {
      const { sampled, eventsOf } = (await sample())(deps.now());
      for await (const person of sampled) eventsOf(person, noTypes);
    },
  };
};
