import type { Role } from '../access/caller.ts';
import type { ApiDeps } from '../api-deps.ts';

/** A part of the console: whom it is for, and the reason why this server has it not, if so. */
interface Ability {
  readonly roles: readonly Role[];
  readonly missing: (deps: ApiDeps) => string | undefined;
}

const onlyRead = 'The store is open only to be read.';
const withoutPasses = 'No pass over everybody is made here: a deployment makes one where insight is weekly.';

/** Also the message of the error, where they are asked for all the same. */
export const withoutChanges =
  'This deployment keeps no list of the changes of everybody, as it does where console is true: look at those of one person, or at the history of a segment.';

export const withoutLeavers =
  'A pass over everybody counts it, which a deployment makes where insight is weekly: the forecast of a person tells it of them.';

export const withoutPlans =
  'Everybody would be read. Run patron plan --table NAME --segments FILE, which says first what it costs.';

const always = () => undefined;

/** What the console can do somewhere, by the name under which `session` tells of it. */
export const abilities = {
  people: { roles: ['support'], missing: always },
  erasure: { roles: ['support'], missing: ({ writes }) => (writes?.put ? undefined : onlyRead) },
  segments: { roles: ['marketing'], missing: always },
  members: {
    roles: ['marketing'],
    missing: ({ members, counts }) =>
      members && counts ? undefined : 'This deployment keeps no members: it does where members is not none.',
  },
  leavers: { roles: ['marketing'], missing: (deps) => (deps.console.leavers ? undefined : withoutLeavers) },
  plan: { roles: ['marketing'], missing: (deps) => (deps.console.plans ? undefined : withoutPlans) },
  quality: { roles: ['operator'], missing: always },
  changes: {
    roles: ['support', 'marketing'],
    missing: (deps) => (deps.console.changes ? undefined : withoutChanges),
  },
  insight: { roles: ['marketing'], missing: ({ insight }) => (insight ? undefined : withoutPasses) },
  preview: { roles: ['marketing'], missing: ({ preview }) => (preview ? undefined : withoutPasses) },
  redrive: { roles: ['operator'], missing: ({ writes }) => (writes?.redrive ? undefined : onlyRead) },
} as const satisfies Readonly<Record<string, Ability>>;
