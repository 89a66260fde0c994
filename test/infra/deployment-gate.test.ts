import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { functionNames, named, resourcesOf, synthesise, theResource, type Json } from './synthesised.ts';

const gateOf = ({ stateless }: ReturnType<typeof synthesise>): Json => theResource(stateless, 'Custom::DeploymentGate');

const derived = synthesise();
const byHand = synthesise({ deployment: 7 });

describe('the gate of deployments', () => {
  test('is asked with the catalogue alone, and so only where that changes', () => {
    const { ServiceToken, ServiceTimeout, ...properties } = gateOf(derived)['Properties'];
    expect(properties).toEqual({ Catalogue: compile(defaultCatalogue).hash });
    expect(named(ServiceToken)).toBe('DeploymentGateHandler.Arn');
    expect(Number(ServiceTimeout)).toBeLessThanOrEqual(300);
  });

  test('is asked with a number that was given by hand', () => {
    expect(gateOf(byHand)['Properties']).toMatchObject({ Deployment: '7' });
  });

  test('stands before every function but its own', () => {
    const functions = resourcesOf(derived.stateless, 'AWS::Lambda::Function');
    const held = functions.filter(([, { DependsOn = [] }]) =>
      DependsOn.some((id: string) => named({ Ref: id }) === 'DeploymentGateAdmitted'),
    );
    const free = functions.filter((one) => !held.includes(one)).map(([id]) => named({ Ref: id }));
    expect(free).toEqual(['DeploymentGateHandler']);
    expect(held).toHaveLength(functionNames.length - 1);
  });

  test('needs nothing but the table, which is there before', () => {
    const { DependsOn: needed = [] } = gateOf(derived);
    expect(needed).toEqual([]);
    const [, { DependsOn: ofHandler }] = resourcesOf(derived.stateless, 'AWS::Lambda::Function').find(
      ([id]) => named({ Ref: id }) === 'DeploymentGateHandler',
    )!;
    expect(ofHandler.map((id: string) => named({ Ref: id })).toSorted()).toEqual([
      'DeploymentGateRole',
      'DeploymentGateRoleDefaultPolicy',
    ]);
  });

  test.each([
    ['Deployment', 'DeploymentGateAdmitted.Deployment'],
    ['CatalogueHash', compile(defaultCatalogue).hash],
  ])('says its %s as an output and a parameter', (output, value) => {
    const found = derived.stateless.findOutputs(output)[output];
    expect(named(found?.['Value'])).toBe(value);
    const name = output === 'Deployment' ? 'deployment' : 'catalogue-hash';
    derived.stateless.hasResourceProperties('AWS::SSM::Parameter', {
      Name: `/patron/${name}`,
      Value: Match.anyValue(),
    });
    const parameter = theResource(derived.stateless, 'AWS::SSM::Parameter', { Name: `/patron/${name}` });
    expect(named(parameter['Properties'].Value)).toBe(value);
  });
});
