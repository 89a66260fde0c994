import { describe, expect, test } from 'vitest';
import { checkSettings } from '#infra/settings/check-settings.ts';
import type { Producer } from '#infra/settings/producers.ts';
import { deniedBy, isAllowedBy, type Request } from './judged.ts';
import { synthesise, theResource } from './synthesised.ts';

const statementsWith = (producers: readonly Producer[]) =>
  theResource(synthesise({ producers }).stateful, 'AWS::Events::EventBus')['Properties']['Policy'].Statement;

const putting = (principal: string, more: Request = {}): Request => ({
  'aws:PrincipalArn': principal,
  'aws:PrincipalAccount': principal.split(':')[4] ?? '',
  'aws:PrincipalIsAWSService': 'false',
  'aws:SecureTransport': 'true',
  'events:source': 'shop.checkout',
  'events:detail-type': 'PurchaseMade',
  ...more,
});

/** What a request is denied by; `unopened` where nothing allows it to another account. */
const verdict = (statements: ReturnType<typeof statementsWith>, request: Request): readonly string[] => {
  const denied = deniedBy(statements, request);
  return denied.length > 0 || isAllowedBy(statements, request) ? denied : ['unopened'];
};

const purchases = { sources: ['shop.checkout'], detailTypes: ['PurchaseMade'] };
const visits = { sources: ['shop.web'], detailTypes: ['VisitMade'] };
const visiting = { 'events:source': 'shop.web', 'events:detail-type': 'VisitMade' };

const roleOf = (account: string, name: string) => `arn:aws:iam::${account}:role/${name}`;
const [shop, agency, stranger] = ['123456789012', '210987654321', '333333333333'];
const publish = 'arn:AWS::Partition:iam::AWS::AccountId:role/patron-publish-AWS::Region';

describe('a producer that is named by a session of its role', () => {
  const session = `arn:aws:sts::${shop}:assumed-role/checkout/i-0123456789`;
  const statements = statementsWith([{ principal: session, ...purchases }]);

  test.each(['checkout', 'shop/checkout', 'aws-reserved/sso.amazonaws.com/eu-west-1/checkout'])(
    'is the role %s',
    (name) => {
      expect(verdict(statements, putting(roleOf(shop, name)))).toEqual([]);
      expect(verdict(statements, putting(roleOf(shop, name), visiting))).toEqual(['Sources1', 'Types1']);
    },
  );

  test.each([roleOf(shop, 'my-checkout'), roleOf(shop, 'checkout/other'), roleOf(stranger, 'checkout')])(
    'is not %s',
    (principal) => {
      expect(verdict(statements, putting(principal))).toEqual(['OnlyProducers']);
    },
  );

  test('is the same as the role, which is listed once', () => {
    const twice = [session, roleOf(shop, 'teams/checkout')].map((principal) => ({ principal, ...purchases }));
    expect(() => statementsWith(twice)).toThrow('1.principal must be listed once');
  });
});

describe('producers of an organisation', () => {
  const organisation = 'o-a1b2c3d4e5';
  const statements = statementsWith([
    { organisation, tag: { 'patron-producer': 'checkout' }, ...purchases },
    { organisation, tag: { 'patron-producer': 'web' }, ...visits },
    { organisation, tag: { team: 'app' }, ...visits },
    { principal: roleOf(agency, 'tills'), ...purchases },
  ]);
  const tagged = (tags: Request, more: Request = {}) =>
    putting(roleOf(stranger, 'anything'), { 'aws:PrincipalOrgID': organisation, ...tags, ...more });

  test('put what their tag allows, however many roles carry it', () => {
    expect(verdict(statements, tagged({ 'aws:PrincipalTag/patron-producer': 'checkout' }))).toEqual([]);
    expect(verdict(statements, tagged({ 'aws:PrincipalTag/patron-producer': 'web' }, visiting))).toEqual([]);
    expect(verdict(statements, tagged({ 'aws:PrincipalTag/team': 'app' }, visiting))).toEqual([]);
    expect(verdict(statements, tagged({ 'aws:PrincipalTag/patron-producer': 'web' }))).toEqual(['Sources2', 'Types2']);
  });

  test('are nobody without the tag, or with another value of it, or of another organisation', () => {
    expect(verdict(statements, tagged({}))).toEqual(['OnlyProducers']);
    expect(verdict(statements, tagged({ 'aws:PrincipalTag/patron-producer': 'mail' }))).toEqual(['OnlyProducers']);
    const foreign = { 'aws:PrincipalOrgID': 'o-another0000', 'aws:PrincipalTag/team': 'app' };
    expect(verdict(statements, tagged(foreign, visiting))).toEqual(['OnlyOrganisation']);
    expect(verdict(statements, putting(roleOf(stranger, 'alone'), { 'aws:PrincipalTag/team': 'app' }))).toContain(
      'OnlyOrganisation',
    );
  });

  test('may say only what both tags allow where they carry two', () => {
    const both = { 'aws:PrincipalTag/patron-producer': 'checkout', 'aws:PrincipalTag/team': 'app' };
    expect(verdict(statements, tagged(both))).not.toEqual([]);
    expect(verdict(statements, tagged(both, visiting))).not.toEqual([]);
  });

  test('leave whoever is listed by name to that entry, and Patron to itself, whatever tags they carry', () => {
    const alsoTagged = { 'aws:PrincipalTag/team': 'app' };
    expect(verdict(statements, putting(roleOf(agency, 'tills'), alsoTagged))).toEqual([]);
    const said = { ...alsoTagged, 'events:source': 'patron', 'events:detail-type': 'SegmentEntered' };
    expect(deniedBy(statements, putting(publish, said))).toEqual([]);
  });

  test('leave room for hundreds of teams of as many tags where all say the same', () => {
    const teams = Array.from({ length: 100 }, (_, index) => ({
      organisation,
      tag: { team: `team-${index}` },
      ...purchases,
    }));
    expect(() => statementsWith(teams)).not.toThrow();
  });
});

describe('a whole account', () => {
  const statements = statementsWith([
    { account: agency, ...purchases },
    { principal: roleOf(agency, 'web'), ...visits },
    { account: shop, ...visits },
  ]);

  test('puts what is listed for it, by whatever role its rules have', () => {
    for (const name of ['forward', 'service-role/other']) {
      expect(verdict(statements, putting(roleOf(agency, name)))).toEqual([]);
      expect(verdict(statements, putting(roleOf(agency, name), visiting))).toEqual(['Sources1', 'Types1']);
    }
    expect(verdict(statements, putting(roleOf(shop, 'web'), visiting))).toEqual([]);
    expect(verdict(statements, putting(roleOf(stranger, 'forward')))).toEqual(['OnlyProducers']);
  });

  test('leaves its roles that are listed by name to their own entries', () => {
    expect(verdict(statements, putting(roleOf(agency, 'web'), visiting))).toEqual([]);
    expect(verdict(statements, putting(roleOf(agency, 'web')))).toEqual(['Sources2', 'Types2']);
  });
});

describe('the list of producers', () => {
  const organisation = 'o-a1b2c3d4e5';
  const tag = { team: 'app' };
  const faults: readonly (readonly [object, string])[] = [
    [{}, '0 must name who it is by exactly one of principal, account, and organisation with tag'],
    [{ account: shop, principal: roleOf(shop, 'web') }, '0 must name who it is by exactly one of'],
    [{ organisation }, '0 must name who it is by exactly one of'],
    [{ account: shop, tag }, '0 must name who it is by exactly one of'],
    [{ account: '12' }, '0.account must be the 12 digits of an account of AWS, current value is "12"'],
    [{ organisation: 'shop', tag }, '0.organisation must be the id of an organisation of AWS'],
    [{ organisation, tag: { team: 'a*' } }, '0.tag.team must be one tag, such as'],
    [{ organisation, tag: { 'te*m': 'app' } }, '0.tag must be one tag, such as'],
    [{ organisation, tag: { team: 'app', other: 'b' } }, '0.tag must be one tag, such as'],
    [{ organization: organisation, tag }, '0 must not have organization (the nearest is organisation)'],
  ];

  test.each(faults)('is refused with %j', (who, message) => {
    const given = { name: 'shop', catalogue: 'default', producers: [{ ...who, ...purchases }] };
    expect(() => checkSettings(given, 'shop.json')).toThrow(`producers.${message}`);
  });

  test('takes one organisation, and each tag and account once', () => {
    const other = { organisation: 'o-another0000', tag: { team: 'web' }, ...purchases };
    expect(() => statementsWith([{ organisation, tag, ...purchases }, other])).toThrow(
      '1.organisation must be o-a1b2c3d4e5, as in the first of them: a bus is open to one organisation, current value is "o-another0000"',
    );
    const entry = { organisation, tag, ...purchases };
    expect(() => statementsWith([entry, entry])).toThrow('1.tag must be listed once');
    const whole = { account: shop, ...purchases };
    expect(() => statementsWith([whole, whole])).toThrow('1.account must be listed once');
  });
});
