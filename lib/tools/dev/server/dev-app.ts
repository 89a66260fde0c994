import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { formatInstant } from '#lib/core/time/instant.ts';
import { refuseForeign, type Listening } from '../../local-server/refuse-foreign.ts';
import type { DevShop } from '../dev-shop.ts';
import { answerAwsJson } from '../put-events/aws-json.ts';
import { putEvents, type PutEventsDeps } from '../put-events/put-events.ts';
import { readLength } from './advance-by.ts';
import { streamChanges } from './changes-route.ts';
import { streamLines } from './events-route.ts';
import { frontPage } from './front-page.ts';
import { problem } from './problem.ts';

/** Ten entries of 1 MB together, each byte written as six. */
const mostBodyBytes = 8 * 2 ** 20;

/** What the server of a shop for development is made of. */
export interface DevAppDeps extends Pick<PutEventsDeps, 'onFault' | 'onRefused' | 'newId'> {
  readonly shop: DevShop;
  readonly listening: Listening;
  /** Answers what is below `/v1`. */
  readonly api?: (request: Request) => Response | Promise<Response>;
  /** Answers a browser, for the console: what no other route has, and `/`. */
  readonly pages?: (request: Request) => Response | Promise<Response>;
}

const withoutApi = (): Response =>
  problem(404, 'not-found', 'Cannot find anything below /v1: there is no API here yet');

const advance = async ({ shop }: DevAppDeps, by: string | undefined): Promise<Response> => {
  if (!shop.isFrozen)
    return problem(
      409,
      'conflict',
      'Cannot let time pass as frozen: it runs by itself, unless patron dev is started with --frozen',
    );
  const { now } = shop;
  const length = readLength(by, now);
  if ('fault' in length) return problem(400, 'bad-request', length.fault);
  const changes = await shop.advance(now + length.ms);
  return Response.json({ now: formatInstant(shop.now), changes });
};

const reset = async ({ shop }: DevAppDeps): Promise<Response> => {
  await shop.reset();
  return Response.json({ now: formatInstant(shop.now) });
};

const changes = ({ shop }: DevAppDeps, context: Context): Response =>
  streamChanges(context, shop.read(context.req.header('last-event-id') ?? context.req.query('after')));

/** What a page loads: files, and how people sign in. */
const ofPages = /^\/(?:assets\/|sign-in\.json$)/;

/** A browser says that it wants a page, or asks for what a page loads. */
const wantsPage = ({ method, path, raw }: Context['req']): boolean =>
  method === 'GET' && (ofPages.test(path) || (raw.headers.get('accept') ?? '').includes('text/html'));

const otherwise = ({ pages }: DevAppDeps, { req }: Context): Response | Promise<Response> =>
  pages !== undefined && wantsPage(req)
    ? pages(req.raw)
    : problem(404, 'not-found', `Cannot find ${req.method} ${req.path}: GET / says what is where`);

/** Programs are told what is where; people see the console. */
const front = ({ pages }: DevAppDeps, { req, text }: Context): Response | Promise<Response> =>
  pages !== undefined && wantsPage(req) ? pages(req.raw) : text(frontPage(new URL(req.url).origin));

/** The routes of `patron dev`. */
export const devApp = (deps: DevAppDeps): Hono => {
  const { shop, listening, onFault, onRefused, newId, api = withoutApi } = deps;
  const put = (body: string) => putEvents({ take: (entries) => shop.put(entries), onFault, onRefused, newId }, body);
  const awsJson = { operations: { 'AWSEvents.PutEvents': put }, newId };
  const tooLarge = () => problem(413, 'too-large', `Cannot take a body as one of at most ${mostBodyBytes} bytes`);
  return new Hono()
    .use(async (context, next) => {
      const refusal = refuseForeign(listening, context.req.raw);
      if (refusal !== undefined) return refusal;
      await next();
      context.header('x-content-type-options', 'nosniff');
      return undefined;
    })
    .use(bodyLimit({ maxSize: mostBodyBytes, onError: tooLarge }))
    .post('/', ({ req }) => answerAwsJson(awsJson, req.raw))
    .get('/', (context) => front(deps, context))
    .post('/advance', ({ req }) => advance(deps, req.query('by')))
    .post('/reset', () => reset(deps))
    .get('/changes', (context) => changes(deps, context))
    .get('/events', () => streamLines(shop.events()))
    .all('/v1/*', ({ req }) => api(req.raw))
    .notFound((context) => otherwise(deps, context));
};
