import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DockerImage } from 'aws-cdk-lib';
import { Source, type ISource } from 'aws-cdk-lib/aws-s3-deployment';

/** Beside the sources the sources of the console; in the package what was built of them. */
const folder = fileURLToPath(new URL('../../console', import.meta.url));

const program = fileURLToPath(new URL('write-pages.ts', import.meta.url));

const build = (outputDir: string): boolean => {
  execFileSync(process.execPath, [program, outputDir], { stdio: ['ignore', 'ignore', 'inherit'] });
  return true;
};

/** The files of the console: built at the synthesis where its sources are there, and as they are in the package. */
export const pageSource = (): ISource =>
  existsSync(join(folder, 'main.tsx'))
    ? // No image is used: the build here never fails without an error of its own.
      Source.asset(folder, { bundling: { image: DockerImage.fromRegistry('none'), local: { tryBundle: build } } })
    : Source.asset(folder);
