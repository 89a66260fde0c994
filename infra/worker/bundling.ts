import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BundlingOptions, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';

/** The folder of Patron itself, wherever the project that deploys it is. */
export const patronRoot = fileURLToPath(new URL('../..', import.meta.url));

/** The file of a function or of a part of it, as source or as built: whichever this file is. */
export const functionFile = (name: string): string =>
  fileURLToPath(new URL(`../../functions/${name}${extname(import.meta.url)}`, import.meta.url));

/** Modules that replace parts of the SDK in what is deployed; each file says why. */
const standIns = [
  `@aws-sdk/credential-provider-node=${functionFile('runtime/own-credentials')}`,
  `@aws-sdk/endpoint-cache=${functionFile('runtime/no-endpoint-cache')}`,
];

/**
 * Options that bundle a function so that it loads fast.
 *
 * CommonJS built from the SDK's ES modules loads faster than ES modules, and Lambda takes an `index.js` without a
 * package.json for CommonJS. Event streams, which none of the calls made here has, are left out: the SDK imports them on
 * first use, and that import alone keeps esbuild from joining the SDK's modules into one scope.
 * docs/decisions/0008-what-a-cold-start-loads.md has the measurements.
 *
 * @param catalogueFile - a file that is copied beside the code as `catalogue.json`; none where undefined.
 */
export const bundlingWith = (catalogueFile: string | undefined): BundlingOptions => ({
  format: OutputFormat.CJS,
  mainFields: ['module', 'main'],
  minify: true,
  bundleAwsSDK: true,
  externalModules: ['@smithy/core/event-streams'],
  esbuildArgs: { '--alias': standIns },
  commandHooks: {
    beforeBundling: () => [],
    beforeInstall: () => [],
    afterBundling: (_inputDir, outputDir) =>
      catalogueFile === undefined ? [] : [`cp "${catalogueFile}" "${outputDir}/catalogue.json"`],
  },
});
