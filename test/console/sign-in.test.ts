import { hash, randomBytes } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { consoleFiles, type ConsoleFiles } from '#lib/tools/console/console-files.ts';
import { contentPolicyWith } from '#lib/tools/console/content-policy.ts';
import { serveConsole } from '#lib/tools/console/serve-console.ts';
import { listen } from '#lib/tools/local-server/listen.ts';
import { longestMs, openBrowser } from './browser.ts';

const host = '127.0.0.1';
const session = {
  mode: 'deployed',
  caller: { name: 'ada', roles: ['marketing'] },
  now: '2026-11-02T12:00:00.000Z',
  catalogue: { hash: 'abc', deployment: 1, currency: 'GBP', timeZone: 'UTC', segments: 0, model: null },
  can: { segments: true, members: false },
  why: {},
};
const segments = { asOf: session.now, people: 0, countedSince: null, items: [] };

type Server = Awaited<ReturnType<typeof listen>>;

/** Who signs people in: asks nobody for a password, and holds everything else to what the protocol says. */
class Issuer {
  /** How long an access token lives, in seconds. */
  lifetime = 3600;
  isRefusing = false;
  isForgetful = false;
  readonly issued: string[] = [];
  readonly exchanges: string[] = [];
  server!: Server;
  readonly #challenges = new Map<string, string>();
  #refresh = '';

  readonly answer = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    if (url.pathname === '/authorize') return this.#authorize(url.searchParams);
    if (url.pathname === '/token') return this.#exchange(new URLSearchParams(await request.text()));
    return new Response('signed out', { headers: { 'content-type': 'text/html' } });
  };

  #authorize(asked: URLSearchParams): Response {
    const back = new URL(asked.get('redirect_uri') ?? '');
    if (this.isRefusing) back.searchParams.set('error', 'access_denied');
    else {
      const code = randomBytes(8).toString('hex');
      this.#challenges.set(code, asked.get('code_challenge') ?? '');
      back.searchParams.set('code', code);
    }
    back.searchParams.set('state', this.isForgetful ? 'another' : (asked.get('state') ?? ''));
    return new Response(null, { status: 302, headers: { location: back.href } });
  }

  #exchange(asked: URLSearchParams): Response {
    const grant = asked.get('grant_type') ?? '';
    this.exchanges.push(grant);
    const headers = { 'access-control-allow-origin': '*' };
    if (!this.#isGranted(asked)) return Response.json({ error: 'invalid_grant' }, { status: 400, headers });
    const token = randomBytes(8).toString('hex');
    this.issued.push(token);
    this.#refresh = `refresh-${token}`;
    const tokens = { access_token: token, refresh_token: this.#refresh, expires_in: this.lifetime };
    return Response.json({ token_type: 'Bearer', ...tokens }, { headers });
  }

  #isGranted(asked: URLSearchParams): boolean {
    if (asked.get('grant_type') === 'refresh_token') return asked.get('refresh_token') === this.#refresh;
    const challenge = this.#challenges.get(asked.get('code') ?? '');
    return challenge === hash('sha256', asked.get('code_verifier') ?? '', 'base64url');
  }
}

let browser: Browser;
let files: ConsoleFiles;
let issuer: Issuer;
let server: Server;
let page: Page;
/** The tokens that calls came with. */
let bearers: (string | null)[];

const settings = () => ({
  issuer: issuer.server.url,
  clientId: 'console',
  authorizeUrl: `${issuer.server.url}/authorize`,
  tokenUrl: `${issuer.server.url}/token`,
  logoutUrl: `${issuer.server.url}/logout`,
});

/** As the distribution of a deployment answers. */
const deployed = (pages: (request: Request) => Response) => (request: Request) => {
  const { pathname } = new URL(request.url);
  if (pathname === '/sign-in.json') return Response.json(settings());
  if (!pathname.startsWith('/v1/')) {
    const response = pages(request);
    response.headers.set('content-security-policy', contentPolicyWith([issuer.server.url]));
    return response;
  }
  const bearer = request.headers.get('authorization')?.replace('Bearer ', '') ?? null;
  bearers.push(bearer);
  if (bearer !== issuer.issued.at(-1))
    return Response.json({ error: 'unauthenticated', message: 'Cannot answer a stranger' }, { status: 401 });
  return Response.json(pathname === '/v1/console/session' ? session : segments);
};

beforeAll(async () => {
  [browser, files] = await Promise.all([openBrowser(), consoleFiles()]);
});
afterAll(() => browser.close());
beforeEach(async () => {
  bearers = [];
  issuer = new Issuer();
  issuer.server = await listen(issuer.answer, { host, port: 0 });
  server = await listen(deployed(serveConsole(files)), { host, port: 0 });
  page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(longestMs);
});
afterEach(async () => {
  await page.context().close();
  await server.close();
  await issuer.server.close();
});

const heading = () => page.locator('h1').textContent();

describe('the console of a deployment', () => {
  test('signs somebody in, asks with what it got, and shows the screen that was asked for', async () => {
    await page.goto(`${server.url}/segments?sort=name`);
    expect(await heading()).toBe('Segments');
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/segments?sort=name');
    expect(new Set(bearers)).toEqual(new Set(issuer.issued));
    await page.reload();
    expect(await heading()).toBe('Segments');
    expect(issuer.exchanges).toEqual(['authorization_code']);
  });

  test('renews a token before it ends, once for all who ask at the same time', async () => {
    issuer.lifetime = 30;
    await page.goto(`${server.url}/segments`);
    expect(await heading()).toBe('Segments');
    issuer.lifetime = 3600;
    await page.reload();
    expect(await heading()).toBe('Segments');
    expect(issuer.exchanges.filter((grant) => grant === 'authorization_code')).toHaveLength(1);
    const renewals = issuer.exchanges.filter((grant) => grant === 'refresh_token').length;
    expect(renewals).toBeGreaterThan(0);
    await page.reload();
    expect(await heading()).toBe('Segments');
    expect(issuer.exchanges.filter((grant) => grant === 'refresh_token')).toHaveLength(renewals);
  });

  test('signs in again where the session has ended, and comes back to the same screen', async () => {
    await page.goto(`${server.url}/segments`);
    expect(await heading()).toBe('Segments');
    issuer.issued.push('of another device');
    await page.reload();
    await page.getByRole('heading', { name: 'Segments', exact: true }).waitFor();
    expect(issuer.exchanges).toEqual(['authorization_code', 'authorization_code']);
  });

  test.each([
    ['where the issuer refuses', () => (issuer.isRefusing = true)],
    ['where the answer is that to another request', () => (issuer.isForgetful = true)],
  ])('says that nobody is signed in %s, and asks nothing', async (_where, arrange) => {
    arrange();
    await page.goto(`${server.url}/segments`);
    expect(await heading()).toBe('Nobody is signed in');
    expect(bearers).toEqual([]);
    expect(issuer.exchanges).toEqual([]);
  });

  test('does not send round in circles whoever the API does not know', async () => {
    await page.goto(`${server.url}/segments`);
    expect(await heading()).toBe('Segments');
    await page.evaluate('sessionStorage.clear()');
    const push = issuer.issued.push.bind(issuer.issued);
    issuer.issued.push = (token) => push(token, 'what the API takes');
    await page.goto(`${server.url}/segments`);
    expect(await heading()).toBe('Patron does not answer');
    expect(issuer.exchanges).toHaveLength(2);
  });

  test('forgets the session of whoever signs out', async () => {
    await page.goto(`${server.url}/segments`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(`${issuer.server.url}/logout?**`);
    expect(new URL(page.url()).searchParams.get('logout_uri')).toBe(`${server.url}/`);
    await page.goto(`${server.url}/segments`);
    expect(await heading()).toBe('Segments');
    expect(issuer.exchanges).toEqual(['authorization_code', 'authorization_code']);
  });
});
