import { CfnOutput, type Stack } from 'aws-cdk-lib';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';

interface PublishedName {
  readonly value: string;
  readonly description: string;
}

const kebab = (output: string): string => output.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();

/** The names by which people and programs find a deployment: outputs of its stacks, and parameters `/NAME/…`. */
export class PublishedNames {
  readonly #stack: Stack;
  readonly #name: string;

  /** @param name - the name of the deployment. */
  constructor(stack: Stack, name: string) {
    this.#stack = stack;
    this.#name = name;
  }

  /** Adds an output, such as `TableName`, and a parameter of the same name, such as `/NAME/table-name`. */
  add(output: string, published: PublishedName): void {
    this.addOutput(output, published);
    this.addParameter(output, published);
  }

  private addOutput(output: string, published: PublishedName) {
    return new CfnOutput(this.#stack, output, published);
  }

  private addParameter(output: string, { value: stringValue, description }: PublishedName) {
    const parameterName = `/${this.#name}/${kebab(output)}`;
    return new StringParameter(this.#stack, `${output}Parameter`, { parameterName, stringValue, description });
  }
}
