import type { CfnRule } from 'aws-cdk-lib/aws-events';
import { changePaths, plainValues } from './tool-request.ts';

const names = Object.keys(changePaths) as (keyof typeof changePaths)[];

/** A body as JSON in which values that are no texts stand without quotes. */
const written = (body: object): string =>
  plainValues.reduce((text, name) => text.replaceAll(`"<${name}>"`, `<${name}>`), JSON.stringify(body));

/** Makes a body of an entry on the bus, as EventBridge's rules do: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html */
export const ruleTransformer = (body: object): CfnRule.InputTransformerProperty => {
  const inputTemplate = written(body);
  const used = names.filter((name) => inputTemplate.includes(`<${name}>`));
  return {
    inputPathsMap: Object.fromEntries(used.map((name) => [name, `$.detail.${changePaths[name]}`])),
    inputTemplate,
  };
};

/** Makes the same body of a message with such an entry, as EventBridge's pipes do: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-input-transformation.html */
export const pipeTemplate = (body: object): string =>
  names.reduce((text, name) => text.replaceAll(`<${name}>`, `<$.body.detail.${changePaths[name]}>`), written(body));
