import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { DockerImage } from 'aws-cdk-lib';
import { Source, type ISource } from 'aws-cdk-lib/aws-s3-deployment';
import { consoleFolder, isOfSources } from '#lib/tools/console/console-folder.ts';

const program = fileURLToPath(new URL('write-pages.ts', import.meta.url));

const build = (outputDir: string): boolean => {
  execFileSync(process.execPath, [program, outputDir], { stdio: ['ignore', 'ignore', 'inherit'] });
  return true;
};

/** The files of the console: built at the synthesis where its sources are there, and as they are in the package. */
export const pageSource = (): ISource =>
  isOfSources
    ? // No image is used: the build here never fails without an error of its own.
      Source.asset(consoleFolder, {
        bundling: { image: DockerImage.fromRegistry('none'), local: { tryBundle: build } },
      })
    : Source.asset(consoleFolder);
