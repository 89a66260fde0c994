import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BundlingOptions, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';

/** `.ts` for the sources, `.js` for what was built of them: whichever this file is. */
const extension = extname(import.meta.url);

/** The folder of Patron itself, wherever the project that deploys it is; what was built is in its folder `dist`. */
export const patronRoot = fileURLToPath(new URL(extension === '.ts' ? '../..' : '../../..', import.meta.url));

/** A file of Patron, as source or as built. */
const fileOf = (name: string): string => fileURLToPath(new URL(`../../${name}${extension}`, import.meta.url));

/** The file of a function or of a part of it. */
export const functionFile = (name: string): string => fileOf(`functions/${name}`);

/** Modules that replace parts of the SDK in what is deployed; each file says why. */
const standIns = [
  `@aws-sdk/credential-provider-node=${functionFile('runtime/own-credentials')}`,
  `@aws-sdk/endpoint-cache=${functionFile('runtime/no-endpoint-cache')}`,
];

/** The part of the SDK that is in no bundle but those with the clients of S3 and Kinesis, which load it at once. */
const eventStreams = '@smithy/core/event-streams';

/** Modules that a function loads when it first needs them, each a package of its own beside the code. */
const chunks = {
  adapters: 'lib/core/adapters/adapters',
  'zoned-calendar': 'lib/core/time/zoned-calendar',
  'sqs-queues': 'lib/ports/queue/sqs-queues',
  'kinesis-streams': 'lib/ports/queue/kinesis-streams',
  'predicted-signals': 'lib/core/segments/compile/predicted-signals',
  'seldom-measures': 'lib/core/segments/compile/seldom-measures',
  'put-entry': 'lib/ports/publisher/put-entry',
  'bucket-objects': 'lib/ports/objects/bucket-objects',
  'console-words': 'lib/use-cases/console/console-words',
  'kept-preview': 'lib/use-cases/preview/try-on-kept-sample',
} as const;

/** The chunks with a client that loads event streams at once. */
const withEventStreams: readonly string[] = ['bucket-objects', 'kinesis-streams'] satisfies Chunk[];

/** The name of a module that is bundled beside a function's code. */
export type Chunk = keyof typeof chunks;

const chunkNames = Object.keys(chunks) as readonly Chunk[];

const chunkAliases = chunkNames.map((name) => `#${chunks[name]}${extension}=${name}`);

/** The command that bundles a module as a package with its name. */
const chunkCommand = (name: Chunk, outputDir: string): string => {
  const esbuild = createRequire(import.meta.url).resolve('esbuild/bin/esbuild');
  const outfile = `${outputDir}/node_modules/${name}/index.js`;
  const options = [
    '--bundle',
    '--minify',
    '--platform=node',
    '--target=node24',
    '--format=cjs',
    '--main-fields=module,main',
    '--log-level=warning',
    ...(withEventStreams.includes(name) ? [] : [`--external:${eventStreams}`]),
    ...standIns.map((alias) => `--alias:${alias}`),
    `--outfile=${outfile}`,
  ];
  return [esbuild, fileOf(chunks[name]), ...options].map((part) => `"${part}"`).join(' ');
};

/** The command that copies a file, where there is one. */
const copied = (file: string | undefined, to: string): readonly string[] =>
  file === undefined ? [] : [`cp "${file}" "${to}"`];

/** What is deployed beside a function's code. */
interface Beside {
  /** A file that is copied as `catalogue.json`. */
  readonly catalogueFile?: string | undefined;
  /** Further files that are copied, by the names that they get. */
  readonly files?: Readonly<Record<string, string>> | undefined;
  readonly chunks?: readonly Chunk[] | undefined;
  /** Whether the code has the client of S3. */
  readonly usesBuckets?: boolean | undefined;
}

/**
 * Options that bundle a function so that it loads fast.
 *
 * CommonJS built from the SDK's ES modules loads faster than ES modules, and Lambda takes an `index.js` without a
 * package.json for CommonJS. Event streams, which none of the calls made here has, are left out: the SDK imports them on
 * first use, and that import alone keeps esbuild from joining the SDK's modules into one scope.
 * A module that is imported when it is first needed would do the same to those that it shares with others: it is a chunk, and
 * required, since a real `import()` has every cold start make Node's loader of ES modules ready.
 * docs/decisions/0008-what-a-cold-start-loads.md has the measurements.
 */
export const bundlingWith = ({
  catalogueFile,
  files = {},
  chunks: beside = [],
  usesBuckets,
}: Beside): BundlingOptions => ({
  format: OutputFormat.CJS,
  mainFields: ['module', 'main'],
  minify: true,
  bundleAwsSDK: true,
  externalModules: [...(usesBuckets ? [] : [eventStreams]), ...chunkNames],
  esbuildArgs: { '--alias': [...standIns, ...chunkAliases], '--supported:dynamic-import': 'false' },
  commandHooks: {
    beforeBundling: () => [],
    beforeInstall: () => [],
    afterBundling: (_inputDir, outputDir) => [
      ...copied(catalogueFile, `${outputDir}/catalogue.json`),
      ...Object.entries(files).flatMap(([name, file]) => copied(file, `${outputDir}/${name}`)),
      ...beside.map((name) => chunkCommand(name, outputDir)),
    ],
  },
});
