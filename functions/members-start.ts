import type { FillAsked } from '#lib/use-cases/members/fill-pass.ts';
import { whatToFill } from '#lib/use-cases/members/what-to-fill.ts';
import { passStarter, startingPasses, type Asking, type StartPassDeps } from './runtime/start-pass.ts';

const keysIn = ({ Members }: { readonly [name: string]: unknown }): readonly string[] =>
  Array.isArray(Members) ? Members.map(String) : [];

/** The input of the pass that a request asks for; undefined where nothing is to be filled or thrown away. */
const inputFor = (asked: Asking): FillAsked | undefined =>
  whatToFill(
    keysIn(asked.ResourceProperties),
    asked.RequestType === 'Update' ? keysIn(asked.OldResourceProperties) : undefined,
  );

/** Starts a pass when CloudFormation has deployed a table of members, or keeps those of other segments than before. */
export const createHandler = (deps: StartPassDeps) =>
  passStarter(deps, {
    metric: 'MembersAsked',
    resource: 'members-pass',
    what: 'for members',
    passFor: (asked) => {
      const input = inputFor(asked);
      return input && { name: `members-${asked.RequestId}`, input };
    },
  });

export const handler = startingPasses('members-start', createHandler);
