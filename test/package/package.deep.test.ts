import { execFile, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { isBuiltin } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { install, pack } from './installed.ts';
import { olderNode } from './older-node.ts';

const root = join(import.meta.dirname, '..', '..');
const nodes = { 'Node 22': olderNode, 'Node 24': () => process.execPath };
const eachNode = Object.entries(nodes);

/** The entry points that are code, each with something that it exports. */
const entryPoints = {
  'patron/events': 'acceptEntry',
  'patron/segments': 'performed',
  'patron/emit': 'createEmitter',
  'patron/consume': 'onSegmentChange',
  'patron/adapters': 'shopify',
  'patron/cdk': 'Patron',
};

/** People with one visit each, whose lines are long enough to be shared out over threads. */
const crowd = 20_000;
const long = 'red-enamel-mug/'.repeat(12);
const longVisit = { path: long, sku: long, referrer: long, sessionId: long, device: long };
const noon = '2026-06-01T12:00:00Z';

/** A script that loads the module of each command. */
const loadCommands = `
  const { commands } = await import('./node_modules/patron/dist/cli/commands.js');
  for (const load of Object.values(commands)) await load();
  process.stdout.write(Object.keys(commands).join(' '));`;

/**
 * What a bundle asks for only where it is of use: signatures that no call needs, event streams that no call made here has, and the
 * intake of a deployment with a stream.
 */
const optional = new Set(['@aws-sdk/signature-v4-crt', '@smithy/core/event-streams', 'kinesis-streams']);

/** The packages that a bundle needs and that are neither in it nor beside it. */
const missingIn = (bundle: string): readonly string[] =>
  [...readFileSync(bundle, 'utf8').matchAll(/\brequire\("([^"]+)"\)/g)]
    .map(([, name = '']) => name)
    .filter(
      (name) => !optional.has(name) && !isBuiltin(name) && !existsSync(join(dirname(bundle), 'node_modules', name)),
    );

let archive: string;
let project: string;

beforeAll(() => {
  archive = pack();
  project = install(archive);
});

/** Runs a program in the project, as its own package: no variable of the tests' npm is there. */
const run = (program: string, ...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: project,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], NO_COLOR: '1' },
  });
  return { status, stdout, stderr };
};

const command = (node: string, ...args: readonly string[]) => run(node, 'node_modules/.bin/patron', ...args);

/** Compiles the project as a user's, into `built-RESOLUTION`; what is wrong with it is on standard output. */
const compile = (resolution: 'nodenext' | 'bundler') => {
  const module = resolution === 'bundler' ? 'esnext' : resolution;
  const options = `--strict --target es2024 --types node --module ${module} --moduleResolution ${resolution}
    --resolveJsonModule --declaration --outDir built-${resolution} producer.ts app.ts`;
  return run(process.execPath, 'node_modules/typescript/bin/tsc', ...options.split(/\s+/));
};

describe('the archive', () => {
  test('has the code as built, the schemas and the pages about it, and nothing else', () => {
    const { stdout } = run('tar', '-tzf', archive);
    const files = stdout
      .trimEnd()
      .split('\n')
      .map((file) => file.replace(/^package\//, ''));
    const others = files.filter(
      (file) => !/^(?:dist\/(?:cli|console|events|functions|infra|lib)|docs\/schemas)\//.test(file),
    );
    expect(others.toSorted()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'cli/patron.js', 'package.json']);
    expect(files.filter((file) => /(?<!\.d)\.ts$|\.test\.|^dist\/(?:cli|functions)\/.*\.d\.ts$/.test(file))).toEqual(
      [],
    );
    expect(files).toContain('dist/lib/tools/import/mappings/olist.json');
    const pages = files.filter((file) => file.startsWith('dist/console/'));
    expect(pages).toContain('dist/console/index.html');
    expect(pages.filter((file) => !/\/index\.html$|\/assets\/[\w-]+\.(?:js|css|svg)$/.test(file))).toEqual([]);
  });

  test('can be published without a warning, where its name is free', async () => {
    const registry = createServer((_, response) => response.writeHead(404).end('{}')).listen(0, '127.0.0.1');
    await once(registry, 'listening');
    const place = `//127.0.0.1:${(registry.address() as AddressInfo).port}/`;
    const options = ['--dry-run', '--loglevel=warn', `--registry=http:${place}`, `--${place}:_authToken=any`];
    const { stdout, stderr } = await promisify(execFile)('npm', ['publish', archive, ...options], { cwd: project });
    registry.closeAllConnections();
    registry.close();
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^\+ patron@\d+\.\d+\.\d+\n$/);
  });
});

describe('the types of the package', () => {
  test.each(['nodenext', 'bundler'] as const)('resolve as %s, libraries checked', (resolution) => {
    expect(compile(resolution)).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});

describe.each(eachNode)('under %s', (_, findNode) => {
  let node: string;

  beforeAll(() => {
    node = findNode();
    compile('nodenext');
  });

  test.each(Object.entries(entryPoints))('%s can be imported by itself', (entry, exported) => {
    const script = `import { ${exported} } from '${entry}'; process.stdout.write(typeof ${exported});`;
    expect(run(node, '--input-type=module', '--eval', script)).toEqual({ status: 0, stdout: 'function', stderr: '' });
  });

  test('a producer checks its events, and a catalogue is built', () => {
    const { stdout, stderr } = run(node, 'built-nodenext/producer.js');
    expect(stderr).toBe('');
    const schema = 'http://json-schema.org/draft-07/schema#';
    expect(JSON.parse(stdout)).toEqual({ total: 1999, field: 'total', keys: ['lapsing'], schema });
  });

  test('patron demo runs', () => {
    expect(command(node, 'demo')).toMatchObject({ status: 0, stderr: '' });
    expect(readFileSync(join(project, 'out/demo/changes.jsonl'), 'utf8')).toContain('"SegmentEntered"');
  });

  test('patron check and patron replay run, and make the change that the README shows', () => {
    for (const name of ['events.jsonl', 'lapsing-regular.json'])
      cpSync(join(root, 'docs/snippets', name), join(project, name));
    const segments = ['--segments', 'lapsing-regular.json'];
    expect(command(node, 'check', ...segments)).toMatchObject({ status: 0, stderr: '' });
    const until = ['--until', '2026-11-03T00:00:00Z', '--out', 'out/first'];
    const replayed = command(node, 'replay', '--events', 'events.jsonl', ...segments, ...until);
    expect(replayed).toMatchObject({ status: 0, stderr: '' });
    const change = JSON.parse(readFileSync(join(project, 'out/first/changes.jsonl'), 'utf8'));
    expect(change).toEqual(JSON.parse(readFileSync(join(root, 'docs/snippets/first-change.json'), 'utf8')));
  });

  test('patron console shows the pages that come with it, and makes a pass for insight on a thread', async () => {
    const args = ['node_modules/.bin/patron', 'console', '--store', 'out/first'];
    const child = spawn(node, args, { cwd: project, stdio: ['ignore', 'pipe', 'ignore'] });
    const ended = once(child, 'close');
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const page = await (await fetch(new URL('/segments', line))).text();
    const [script = ''] = /\/assets\/main-\w+\.js/.exec(page) ?? [];
    expect((await fetch(new URL(script, line))).headers.get('content-type')).toContain('text/javascript');
    const headers = { authorization: `Bearer ${new URL(line).hash.slice(1)}` };
    const insight = await fetch(new URL('/v1/insight/places', line), { headers });
    expect([insight.status, await insight.json()]).toMatchObject([200, { members: 1 }]);
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
  });

  test('patron replay shares many events out over threads', () => {
    const lines = Array.from({ length: crowd }, (__, index) => {
      const detail = { eventId: `e-${index}`, customerId: `c-${index}`, occurredAt: noon, ...longVisit };
      return JSON.stringify({ time: noon, source: 'shop', 'detail-type': 'VisitMade', detail });
    });
    writeFileSync(join(project, 'visits.jsonl'), lines.join('\n'));
    expect(statSync(join(project, 'visits.jsonl')).size).toBeGreaterThan(16 << 20);
    const visitors = { key: 'visitors', when: { performed: 'VisitMade' } };
    writeFileSync(join(project, 'visitors.json'), JSON.stringify({ currency: 'GBP', segments: [visitors] }));
    const args = ['--events', 'visits.jsonl', '--segments', 'visitors.json', '--out', 'out/crowd'];
    expect(command(node, 'replay', ...args)).toMatchObject({ status: 0, stderr: '' });
    const changes = readFileSync(join(project, 'out/crowd/changes.jsonl'), 'utf8').trimEnd().split('\n');
    expect(changes).toHaveLength(crowd);
  });

  test('every command has what it imports, and the files that come with it', () => {
    const { status, stdout } = run(node, '--input-type=module', '--eval', loadCommands);
    expect(status).toBe(0);
    expect(stdout.split(' ')).toEqual(expect.arrayContaining(['demo', 'replay', 'remove', 'explain']));
    expect(command(node, 'import', '--from', 'a.csv', '--mapping', 'none', '--out', '-').stderr).toContain('olist');
    expect(command(node, 'remove', '--stage', 'none').stderr).toContain('current stages are try');
  });

  test('an app with Patron in it synthesises, with its functions bundled', () => {
    rmSync(join(project, 'cdk.out'), { recursive: true, force: true });
    const { status, stderr } = run(node, 'built-nodenext/app.js');
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    const bundles = globSync('cdk.out/asset.*/index.js', { cwd: project });
    expect(bundles.length).toBeGreaterThanOrEqual(8);
    expect(globSync('cdk.out/asset.*/node_modules/zoned-calendar/index.js', { cwd: project })).not.toEqual([]);
    expect(bundles.flatMap((bundle) => missingIn(join(project, bundle)))).toEqual([]);
  });

  test('an older Node is told which one is needed', () => {
    const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.1.0' } })`;
    const older = run(node, '--import', `data:text/javascript,${pretend}`, 'node_modules/.bin/patron', 'demo');
    const stderr = 'patron: Cannot run on Node 20.1.0: Node 22.13 or later is needed\n';
    expect(older).toEqual({ status: 1, stdout: '', stderr });
  });
});
