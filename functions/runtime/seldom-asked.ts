import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { QueueDeps } from '#lib/ports/queue/send-messages.ts';
import type { ApiDeps, ApiWrites } from '#lib/use-cases/api/api-deps.ts';
import type { ConsoleDeps } from '#lib/use-cases/api/console/console-deps.ts';
import { peopleInLatestPass } from '#lib/use-cases/api/console/people-in-pass.ts';
import { redriveThroughQueue, type RedriveDeps } from '#lib/use-cases/intake/redrive-quarantine.ts';

/**
 * What the HTTP API is seldom asked: each client, and what tries a condition, is a file of its own beside the code, which no cold
 * start reads (docs/decisions/0008-what-a-cold-start-loads.md).
 */
interface SeldomDeps extends QueueDeps, Pick<RedriveDeps, 'store'> {
  readonly busName: string;
  /** The bucket of what passes for insight find; undefined where there are none. */
  readonly bucketName: string | undefined;
}

/** Asks for an erasure by an event, and sends refused entries into the intake again. */
export const seldomWrites = ({ busName, ...deps }: SeldomDeps): ApiWrites => ({
  put: async (entry) => (await import('#lib/ports/publisher/put-entry.ts')).putEntry(busName, entry),
  redrive: async (reason) => {
    const { sent, codes } = await redriveThroughQueue(deps, [reason]);
    return { sent, left: codes.length };
  },
});

/** What answers of the console are made of. */
type ConsoleParts = Pick<SeldomDeps, 'bucketName'> & { readonly catalogue: Catalogue };

const objectsOf = async (bucketName: string) =>
  (await import('#lib/ports/objects/bucket-objects.ts')).objectsIn(bucketName);

/** Who will leave each segment; nothing without passes. */
const deployedLeavers = ({ bucketName, catalogue }: ConsoleParts): Pick<ConsoleDeps, 'leavers'> =>
  bucketName === undefined
    ? {}
    : {
        leavers: async (now) => {
          const { leaversInLatestPass } = await import('#lib/use-cases/api/console/leavers-in-pass.ts');
          return leaversInLatestPass(await objectsOf(bucketName), catalogue, now);
        },
      };

/** What the console asks for: everybody was counted by the latest pass. */
export const deployedConsole = ({ bucketName, catalogue }: ConsoleParts): ConsoleDeps => ({
  mode: 'deployed',
  words: () => import('#lib/use-cases/console/console-words.ts'),
  ...deployedLeavers({ bucketName, catalogue }),
  people: async () => (bucketName === undefined ? undefined : peopleInLatestPass(await objectsOf(bucketName))),
});

/** What the latest pass over everybody found, and a condition tried on the sample that it left; nothing without passes. */
export const seldomResults = ({ bucketName }: SeldomDeps): Pick<ApiDeps, 'insight' | 'preview'> =>
  bucketName === undefined
    ? {}
    : {
        insight: () => objectsOf(bucketName),
        preview: async (asked) => {
          const { tryOnKeptSample } = await import('#lib/use-cases/preview/try-on-kept-sample.ts');
          return tryOnKeptSample(await objectsOf(bucketName), asked);
        },
      };
