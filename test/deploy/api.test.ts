import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routes } from '#lib/use-cases/api/routes.ts';
import { askerOf, programAs, userIn } from './asked.ts';
import { deployAll } from '#infra/local/cdk.ts';
import { runCdk, type StageSettings } from './cdk.ts';
import { connectTo, outputsIn, until } from './deployed.ts';
import { startEmulator, workFolder, type Emulator } from '#infra/local/emulator.ts';

/** What this tier cannot show; the templates' tests and those of the function hold it. */
const lacking = [
  'a signature that is checked: it takes any of a key that it knows',
  'a second factor asked of who has none yet: it lets them in',
  'throttling, and policies of roles and of the bus',
  'the files of the console: the function of the CDK that copies them needs a layer, and nothing is at the edge',
];

const mailer = 'arn:aws:iam::000000000000:role/Mailer';
const shop: StageSettings = {
  name: 'asked-shop',
  keep: false,
  console: true,
  api: { principals: { [mailer]: { role: 'campaign', segments: ['buyers'] } } },
};

let emulator: Emulator;
let urls: { readonly people: string; readonly programs: string; readonly console: string };
let support: Record<string, string>;
let marketing: Record<string, string>;
let ask: ReturnType<typeof askerOf>;
let put: ReturnType<typeof connectTo>['put'];

beforeAll(async () => {
  mkdirSync(workFolder, { recursive: true });
  emulator = await startEmulator();
  ask = askerOf(emulator);
  await runCdk(emulator, ['bootstrap', emulator.target]);
  const printed = await runCdk(emulator, deployAll, shop);
  const output = (name: string): string => new RegExp(`^\\w+\\.${name} = (\\S+)$`, 'm').exec(printed)?.[1] ?? '';
  urls = { people: output('ApiUrl'), programs: output('ApiIamUrl'), console: output('ConsoleUrl') };
  const pool = { poolId: output('UserPoolId'), clientId: output('UserPoolClientId') };
  [support, marketing] = await Promise.all([
    userIn(emulator, pool, ['support']),
    userIn(emulator, pool, ['marketing', 'operator']),
  ]);
  ({ put } = connectTo(emulator, outputsIn(printed)));
});

afterAll(() => emulator?.stop());

const routed = routes.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, 'ada')}`);

describe('the HTTP API on a local AWS', () => {
  test('says what the local AWS lacks', () => {
    console.log(lacking.map((line) => `Left out for the emulator: ${line}`).join('\n'));
    for (const url of Object.values(urls)) expect(url).toMatch(/^http/);
    expect(urls.console).toMatch(/^https:\/\/[\w.-]+$/);
  });

  test('refuses a stranger on every route, at both URLs', async () => {
    const forged = { authorization: `Bearer ${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.` };
    for (const route of routed) {
      expect([route, (await ask(urls.people, route)).status]).toEqual([route, 401]);
      expect([route, (await ask(urls.people, route, forged)).status]).toEqual([route, 401]);
      expect([route, (await ask(urls.programs, route)).status]).toEqual([route, 403]);
      // A token opens nothing where a signature is asked for.
      expect([401, 403]).toContain((await ask(urls.programs, route, support)).status);
    }
  });

  test('tells a role what it may see, once it is there', async () => {
    const detail = { eventId: 'order-1', customerId: 'ada', occurredAt: new Date().toISOString(), orderId: 'order-1' };
    await put({ source: 'shop', 'detail-type': 'PurchaseMade', detail: { ...detail, currency: 'GBP', total: 900 } });
    const asked = () => ask(urls.people, 'GET /v1/people/ada', support);
    const { text } = await until(asked, ({ status }) => status === 200, { seconds: 120, what: 'a profile' });
    expect(JSON.parse(text)).toMatchObject({ customerId: 'ada' });
    expect((await ask(urls.people, 'GET /v1/people/ada', marketing)).status).toBe(403);
    expect((await ask(urls.people, 'GET /v1/quarantine', marketing)).status).toBe(200);
    expect((await ask(urls.people, 'GET /v1/quarantine', support)).status).toBe(403);
  });

  test('knows a program by its role, and an unlisted one not at all', async () => {
    const [listed, other] = [await programAs(emulator, 'Mailer'), await programAs(emulator, 'Other')];
    const changes = 'GET /v1/people/ada/changes?after=0';
    const { status, text } = await ask(urls.programs, changes, listed);
    expect([status, text]).toEqual([200, expect.stringContaining('"buyers"')]);
    expect((await ask(urls.programs, 'GET /v1/people/ada', listed)).status).toBe(403);
    expect((await ask(urls.programs, changes, other)).status).toBe(403);
  });

  test('goes with its stacks', async () => {
    const destroyed = await runCdk(emulator, ['destroy', '--all', '--force'], shop);
    expect(destroyed.match(/: destroyed/g)).toHaveLength(2);
  });
});
