import { form } from '#events/forms/form.ts';
import { field, group } from '#events/forms/group.ts';
import { isRecord } from '#events/is-record.ts';
import { CatalogueError, faultLine } from '#lib/core/segments/check/catalogue-error.ts';
import { personOf, type PersonKey } from '#lib/core/profile/person.ts';
import type { Plan } from '../../plan/plan.ts';
import { may } from '../access/may.ts';
import type { Ask } from '../api-deps.ts';
import { ApiError } from '../api-error.ts';
import { defineRoute } from '../route.ts';
import { withoutPlans } from './abilities.ts';
import type { PlanJob } from './plan-job.ts';

const object = form<Readonly<Record<string, unknown>>>({
  as: 'object',
  rule: 'must be a catalogue',
  json: { type: 'object' },
  holds: isRecord,
});

const asked = group('PlanRequest', { catalogue: field(object, 'The catalogue that would be deployed.') });

/** People are named, with what was observed, only to those who may see people. */
const mayName = { roles: ['support'] } as const;

const withoutPeople = (plan: Plan): Plan => ({
  ...plan,
  segments: plan.segments.map((segment) => ({ ...segment, samples: { entering: [], leaving: [] } })),
});

const namedIn = ({ segments }: Plan): readonly PersonKey[] =>
  segments.flatMap(({ samples }) => [...samples.entering, ...samples.leaving]).map(personOf);

/** A job as the caller may see it; the audit is told of whom it names. */
const shownTo = ({ caller, people }: Pick<Ask, 'caller' | 'people'>, job: PlanJob): PlanJob => {
  if (job.plan === null) return job;
  if (!may(caller, mayName)) return { ...job, plan: withoutPeople(job.plan) };
  for (const person of namedIn(job.plan)) people.add(person);
  return job;
};

const unplanned = (): ApiError => new ApiError('conflict', `Cannot plan here: ${withoutPlans}`);

/** Begins to plan what a catalogue would do to everybody. */
export const planRoute = defineRoute({
  method: 'POST',
  path: '/v1/console/plan',
  roles: ['marketing'],
  body: asked,
  handle: async ({ console: { plans } }, { body, ...ask }) => {
    if (plans === undefined) throw unplanned();
    const job = await plans.begin(body.catalogue, ask.now).catch((error: unknown) => {
      if (!(error instanceof CatalogueError)) throw error;
      throw new ApiError('bad-request', `Cannot plan the catalogue as one that fits: ${faultLine(error.faults[0])}`);
    });
    return { status: 202, json: shownTo(ask, job) };
  },
});

/** How far a plan is, and what it says. */
export const planJobRoute = defineRoute({
  method: 'GET',
  path: '/v1/console/plan/{plan}',
  roles: ['marketing'],
  handle: async ({ console: { plans } }, { params, ...ask }) => {
    if (plans === undefined) throw unplanned();
    const job = plans.get(params['plan'] ?? '');
    if (job === undefined)
      throw new ApiError('not-found', 'Cannot find the plan: it was ended by another, begin it again');
    return { json: shownTo(ask, job) };
  },
});
