import { passStarter, startingPasses, type Asking, type StartPassDeps } from './runtime/start-pass.ts';

/** The older deployment that a rollback goes back to has had its own. */
const passFor = ({ ResourceProperties: { Deployment, Catalogue } }: Asking) => {
  const input = { deployment: Number(Deployment), catalogue: String(Catalogue) };
  return { name: `deployment-${input.deployment}-${input.catalogue}`, input };
};

/** Starts a pass when CloudFormation has deployed another catalogue, or the same one under another number. */
export const createHandler = (deps: StartPassDeps) =>
  passStarter(deps, { metric: 'BackfillAsked', resource: 'catalogue-backfill', what: 'over everybody', passFor });

export const handler = startingPasses('backfill-start', createHandler);
