import { type PolicyStatement, Role, type RoleProps } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

export interface PermittedRoleProps extends RoleProps {
  /** Everything that the role may do from the beginning. */
  readonly permissions: readonly PolicyStatement[];
}

/** A role whose permissions can be looked up during synthesis, so that queues know which roles may send to them. */
export class PermittedRole extends Role {
  readonly #permissions: PolicyStatement[] = [];

  constructor(scope: Construct, id: string, { permissions, ...props }: PermittedRoleProps) {
    super(scope, id, props);
    this.permit(...permissions);
  }

  /** Permits more. */
  permit(...statements: readonly PolicyStatement[]): void {
    this.#permissions.push(...statements);
    for (const statement of statements) this.addToPolicy(statement);
  }

  allows(action: string, resource: string): boolean {
    return this.#permissions.some(({ actions, resources }) => actions.includes(action) && resources.includes(resource));
  }
}
