import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Patron, type PatronProps } from '#infra/patron.ts';
import { newFolder } from '#test/support/folder.ts';
import cdk from '../../cdk.json' with { type: 'json' };

type Context = Readonly<Record<string, unknown>>;

/** An app with the flags of `cdk.json` and an output folder of its own. */
export const appWith = (context: Context): App =>
  new App({ outdir: newFolder(), context: { ...cdk.context, ...context } });

/** The settings of the tests' deployment, and those of a test. */
const settingsWith = (settings: Partial<PatronProps>): PatronProps => ({
  name: 'patron',
  catalogue: 'default',
  producers: [],
  ...settings,
});

/** A deployment in an app of its own, whose functions are not bundled unless the context says so. */
export const deploymentWith = (
  settings: Partial<PatronProps> = {},
  context: Context = { 'aws:cdk:bundling-stacks': [] },
) => {
  const app = appWith(context);
  return { app, patron: new Patron(app, 'Patron', settingsWith(settings)) };
};

const synthesiseApp = (...given: Parameters<typeof deploymentWith>) => {
  const { app, patron } = deploymentWith(...given);
  const templates = { stateful: Template.fromStack(patron.stateful), stateless: Template.fromStack(patron.stateless) };
  return { ...templates, outdir: app.outdir };
};

const synthesised = new Map<string, ReturnType<typeof synthesiseApp>>();

/**
 * Both templates as `cdk synth` makes them, and the folder that holds them. The same deployment is synthesised once in a
 * worker: templates are read, never written to.
 */
export const synthesise = (...given: Parameters<typeof deploymentWith>) => {
  const key = JSON.stringify(given);
  const known = synthesised.get(key) ?? synthesiseApp(...given);
  synthesised.set(key, known);
  return known;
};

/** JSON of a template, whose form only CloudFormation knows. */
export type Json = ReturnType<Template['toJSON']>;

/** Resources of a type by their logical ids. */
export const resourcesOf = (template: Template, type: string): readonly (readonly [string, Json])[] =>
  Object.entries(template.findResources(type));

/** The properties of all resources of a type. */
export const propertiesOf = (template: Template, type: string): readonly Json[] =>
  resourcesOf(template, type).map(([, resource]) => resource['Properties']);

/** The one resource of a type whose properties hold `properties`. */
export const theResource = (template: Template, type: string, properties: object = {}): Json => {
  const [found, ...others] = Object.values(template.findResources(type, { Properties: properties }));
  if (found && others.length === 0) return found;
  throw new Error(`Cannot take ${type} as the one: current number is ${found ? 1 + others.length : 0}`);
};

const hash = /[0-9A-F]{8}$/;
const exported = /^patron-state:ExportsOutput(?:FnGetAtt|Ref)(\w+?)[0-9A-F]{8}([A-Za-z]*?)[0-9A-F]{8}$/;

/** A value of a template in short: `EventIntakeQueue.Arn` instead of references and joins. */
export const named = (value: Json[string]): string => {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(named).join(',');
  const [entry] = Object.entries<Json[string]>(value);
  return entry ? calledBy(...entry) : '';
};

const calledBy = (intrinsic: string, value: Json[string]): string => {
  switch (intrinsic) {
    case 'Ref':
      return value.replace(hash, '');
    case 'Fn::GetAtt':
      return `${value[0].replace(hash, '')}.${value[1]}`;
    case 'Fn::Join':
      return value[1].map(named).join(value[0]);
    case 'Fn::ImportValue':
      return value.replace(exported, (_whole: string, id: string, attribute: string) => `${id}.${attribute || 'Ref'}`);
    default:
      return JSON.stringify({ [intrinsic]: value });
  }
};

const listOf = (value: Json[string]): readonly Json[string][] => (Array.isArray(value) ? value : [value]);

/** A statement of a policy. */
export interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: Json[string];
  readonly Principal?: unknown;
  readonly Condition?: Record<string, Record<string, Json[string]>>;
}

/** The statements of all policies of a type that `wanted` takes. */
export const statementsOf = (
  template: Template,
  type: string,
  wanted: (policy: Json) => boolean,
): readonly Statement[] =>
  propertiesOf(template, type)
    .filter(wanted)
    .flatMap((policy) => policy['PolicyDocument'].Statement);

const conditionText = ({ Condition }: Statement): string =>
  Object.entries(Condition ?? {})
    .flatMap(([operator, tests]) =>
      Object.entries(tests).map(([key, value]) => ` if ${key} ${operator} ${named(value)}`),
    )
    .sort()
    .join('');

/** A statement as one line for each action on each resource, sorted. */
export const allowedBy = (statements: readonly Statement[]): readonly string[] =>
  statements
    .flatMap((statement) =>
      listOf(statement.Action).flatMap((action) =>
        listOf(statement.Resource).map((resource) => `${action} on ${named(resource)}${conditionText(statement)}`),
      ),
    )
    .sort();

/** Beyond what an inline policy holds, the library goes on in managed ones. */
const policyTypes = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'];

/** Everything that the policies of a role allow. */
export const allowedTo = (template: Template, roleId: string): readonly string[] =>
  allowedBy(
    policyTypes.flatMap((type) =>
      statementsOf(template, type, ({ Roles = [] }) =>
        Roles.some(({ Ref }: { readonly Ref: string }) => Ref === roleId),
      ),
    ),
  );

const handlers: Record<string, string> = {
  update: 'CustomerUpdatesUpdateHandler',
  publish: 'ChangePublicationPublishHandler',
  sweep: 'ReviewSweepHandler',
  quarantine: 'QuarantineIntakeQuarantineHandler',
  'backfill-round': 'CatalogueBackfillRoundHandler',
  'backfill-part': 'CatalogueBackfillPartHandler',
  'backfill-start': 'CatalogueBackfillStartHandler',
  'deployment-gate': 'DeploymentGateHandler',
  'insight-round': 'InsightRoundHandler',
  'insight-part': 'InsightPartHandler',
  read: 'ApiReadHandler',
  deliver: 'DestinationsDeliverHandler',
  adapt: 'SourcesAdaptHandler',
  hook: 'SourcesHookHandler',
  canary: 'CanaryHandler',
  'members-round': 'MembersPassRoundHandler',
  'members-part': 'MembersPassPartHandler',
  'members-start': 'MembersPassStartHandler',
};

/** The functions of what a deployment may do without. */
const onlyWhereAsked = new Set(['read', 'deliver', 'adapt', 'hook']);

/** Every function that each deployment has, by its file. */
export const functionNames: readonly string[] = Object.keys(handlers).filter((name) => !onlyWhereAsked.has(name));

/** The properties of the function made from `functions/<entry>.ts`. */
export const functionOf = (template: Template, entry: string): Json => {
  const found = resourcesOf(template, 'AWS::Lambda::Function').find(([id]) => named({ Ref: id }) === handlers[entry]);
  if (found) return found[1]['Properties'];
  throw new Error(`Cannot find the function of ${entry}: current name is ${String(handlers[entry])}`);
};
