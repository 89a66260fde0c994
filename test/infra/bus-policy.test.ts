import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { deniedBy, type Request } from './judged.ts';
import { readProducers, type Producer } from '#infra/settings/producers.ts';
import { newFolder } from '#test/support/folder.ts';
import { named, synthesise, theResource } from './synthesised.ts';

const folder = newFolder();

const checkout = 'arn:aws:iam::123456789012:role/shop/checkout';
const web = 'arn:aws:iam::210987654321:user/web';
const admin = 'arn:aws:iam::123456789012:role/Admin';
const publish = 'arn:AWS::Partition:iam::AWS::AccountId:role/patron-publish-AWS::Region';
const backfill = 'arn:AWS::Partition:iam::AWS::AccountId:role/patron-backfill-round-AWS::Region';
const insight = 'arn:AWS::Partition:iam::AWS::AccountId:role/patron-insight-round-AWS::Region';
const operator = 'arn:AWS::Partition:iam::AWS::AccountId:role/patron-operator-AWS::Region';

const listed: readonly Producer[] = [
  { principal: checkout, sources: ['shop.checkout'], detailTypes: ['PurchaseMade', 'PurchaseRefunded'] },
  { principal: web, sources: ['shop.web', 'shop.app'], detailTypes: ['VisitMade'] },
];

const busWith = (producers: readonly Producer[]) =>
  theResource(synthesise({ producers }).stateful, 'AWS::Events::EventBus')['Properties'];

const statementsWith = (producers: readonly Producer[]) => busWith(producers)['Policy'].Statement;

const statements = statementsWith(listed);
const closed = theResource(synthesise().stateful, 'AWS::Events::EventBus')['Properties']['Policy'].Statement;

const putting = (principal: string, source = 'shop.checkout', type = 'PurchaseMade'): Request => ({
  'aws:PrincipalArn': principal,
  'aws:PrincipalIsAWSService': 'false',
  'aws:SecureTransport': 'true',
  'events:source': source,
  'events:detail-type': type,
});

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    principal: `arn:aws:iam::${123456789012 + index}:role/producer-${index}`,
    sources: [`shop.part-${index}`],
    detailTypes: ['VisitMade'],
  }));

describe('the policy of the bus', () => {
  test('lets each producer put what is listed for it', () => {
    expect(deniedBy(statements, putting(checkout))).toEqual([]);
    expect(deniedBy(statements, putting(checkout, 'shop.checkout', 'PurchaseRefunded'))).toEqual([]);
    expect(deniedBy(statements, putting(web, 'shop.app', 'VisitMade'))).toEqual([]);
  });

  test('refuses a producer another’s source and another’s type', () => {
    expect(deniedBy(statements, putting(checkout, 'shop.web'))).toEqual(['Sources1']);
    expect(deniedBy(statements, putting(checkout, 'shop.checkout', 'VisitMade'))).toEqual(['Types1']);
    expect(deniedBy(statements, putting(web, 'shop.web', 'ErasureRequested'))).toEqual(['Types2']);
  });

  test('refuses a principal that is not listed, whatever its own policy allows', () => {
    expect(deniedBy(statements, putting(admin))).toEqual(['OnlyProducers']);
    expect(deniedBy(statements, putting(`${checkout}-2`))).toEqual(['OnlyProducers']);
  });

  test.each([admin, checkout, web])('refuses %s as Patron', (principal) => {
    expect(deniedBy(statements, putting(principal, 'patron', 'SegmentEntered'))).toContain('OnlyPatronSaysPatron');
  });

  test.each([publish, backfill, insight])('lets %s put events as Patron and as no other source', (principal) => {
    expect(deniedBy(statements, putting(principal, 'patron', 'SegmentEntered'))).toEqual([]);
    expect(deniedBy(statements, putting(principal))).toEqual(['PatronSaysPatronAlone']);
  });

  test.each(['SegmentMember', 'SnapshotStarted', 'SnapshotFinished'])('lets the operator say %s as Patron', (type) => {
    expect(deniedBy(statements, putting(operator, 'patron', type))).toEqual([]);
    expect(deniedBy(closed, putting(operator, 'patron', type))).toEqual([]);
    expect(deniedBy(statements, putting(operator, 'shop.checkout', type))).toEqual(['PatronSaysPatronAlone']);
  });

  test.each(['SegmentEntered', 'SegmentExited', 'ProfileErased', 'PurchaseMade'])(
    'refuses the operator who says %s as Patron',
    (type) => {
      expect(deniedBy(statements, putting(operator, 'patron', type))).toEqual(['AnnouncesAlone']);
    },
  );

  test('gives the operator no say where no members are kept', () => {
    const without = theResource(synthesise({ producers: listed, members: 'none' }).stateful, 'AWS::Events::EventBus');
    const { Statement } = without['Properties']['Policy'];
    expect(deniedBy(Statement, putting(operator, 'patron', 'SegmentMember'))).toEqual([
      'OnlyPatronSaysPatron',
      'OnlyProducers',
    ]);
    expect(JSON.stringify(Statement)).not.toMatch(/operator|AnnouncesAlone/);
  });

  test('refuses callers without TLS', () => {
    expect(deniedBy(statements, { ...putting(checkout), 'aws:SecureTransport': 'false' })).toEqual(['OnlyTls']);
  });

  test('lets the events service bring back what the archive has, which is never Patron’s', () => {
    const replayed = { 'aws:PrincipalIsAWSService': 'true', 'events:source': 'shop.checkout' };
    expect(deniedBy(statements, replayed)).toEqual([]);
    expect(deniedBy(statements, { ...replayed, 'events:source': 'patron' })).toEqual(['OnlyPatronSaysPatron']);
  });

  test('opens the bus to the producers of other accounts, and to no one else there', () => {
    const allowed = statements.filter(({ Effect }: { Effect: string }) => Effect === 'Allow');
    expect(allowed.map(({ Principal }: { Principal: { AWS: string } }) => Principal.AWS)).toEqual([
      ['arn:aws:iam::123456789012:root', 'arn:aws:iam::210987654321:root'],
    ]);
    expect(allowed[0].Condition).toEqual({ ArnLike: { 'aws:PrincipalArn': [checkout, web] } });
  });

  test('with an empty list of producers the bus refuses everybody', () => {
    for (const principal of [admin, checkout, web])
      expect(deniedBy(closed, putting(principal))).toEqual(['OnlyProducers']);
    expect(deniedBy(closed, putting(publish, 'patron', 'SegmentEntered'))).toEqual([]);
    expect(closed.filter(({ Effect }: { Effect: string }) => Effect === 'Allow')).toEqual([]);
  });

  test('is about this bus', () => {
    for (const { Resource, Action } of statements) {
      expect(named(Resource)).toBe('arn:AWS::Partition:events:AWS::Region:AWS::AccountId:event-bus/patron');
      expect(Action).toBe('events:PutEvents');
    }
  });

  test('has room for fourteen producers of as many sources and accounts, and says when there is none left', () => {
    expect(() => busWith(many(14))).not.toThrow();
    expect(() => busWith(many(60))).toThrow(
      /^Cannot fit 60 producers into the policy of the bus: it takes 10240 bytes, current length is about \d{5}; one entry with "organisation"/,
    );
  });
});

describe('the file of producers', () => {
  test('that the documentation shows is one', () => {
    const { stateful } = synthesise({ producers: readProducers('docs/snippets/producers.json') });
    const { Policy: policy } = theResource(stateful, 'AWS::Events::EventBus')['Properties'];
    expect(deniedBy(policy.Statement, putting('arn:aws:iam::123456789012:role/shop/checkout'))).toEqual([]);
  });

  const faults: readonly (readonly [string, unknown, string])[] = [
    ['no list', { principal: checkout }, 'the file must be a list'],
    [
      'a principal that is none',
      [{ ...listed[0], principal: 'checkout' }],
      '0.principal must be the ARN of an IAM role',
    ],
    ['a wildcard', [{ ...listed[0], principal: 'arn:aws:iam::123456789012:role/*' }], '0.principal must be the ARN'],
    ['the root of an account', [{ ...listed[0], principal: 'arn:aws:iam::123456789012:root' }], '0.principal must be'],
    [
      'a user of a federation',
      [{ ...listed[0], principal: 'arn:aws:sts::123456789012:federated-user/ada' }],
      '0.principal must be the ARN of an IAM role or user, or of a role as `aws sts get-caller-identity` prints it',
    ],
    ['Patron’s source', [listed[0], { ...listed[1], sources: ['shop.web', 'patron'] }], '1.sources.1 must be'],
    ['a source of AWS', [{ ...listed[0], sources: ['aws.s3'] }], '0.sources.0 must be'],
    ['no source', [{ ...listed[0], sources: [] }], '0.sources must name at least one'],
    ['an unknown type', [{ ...listed[0], detailTypes: ['PurchaseMad'] }], 'current value is "PurchaseMad"'],
    ['an unknown field', [{ ...listed[0], source: 'shop' }], '0 must not have source (the nearest is sources)'],
    ['a principal twice', [listed[0], listed[1], listed[0]], '2.principal must be listed once'],
  ];

  test.each(faults)('is refused with %s', (_what, producers, message) => {
    const file = join(folder, 'producers.json');
    writeFileSync(file, JSON.stringify(producers));
    expect(() => readProducers(file)).toThrow(message);
    expect(() => readProducers(file)).toThrow(`Cannot read ${file} as the producers`);
  });

  test('is refused where it is not there', () => {
    expect(() => readProducers('nowhere.json')).toThrow('Cannot read nowhere.json as the producers');
  });
});
