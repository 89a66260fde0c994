import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import type { PublishedNames } from '../published-names.ts';
import { sourceId, type SourceSettings } from '../settings/sources.ts';
import type { Surroundings } from '../worker/worker.ts';
import { Adaptation } from './adaptation.ts';
import { Hook } from './hook.ts';
import { Source } from './source.ts';

export interface SourcesProps {
  readonly bus: IEventBus;
  readonly table: ITable;
  readonly sources: readonly SourceSettings[];
  readonly surroundings: Surroundings;
}

const timeout = Duration.seconds(30);

/** The other systems whose events a deployment takes. */
export class Sources extends Construct {
  readonly all: readonly Source[];
  /** Undefined where no source calls a webhook. */
  readonly hook: Hook | undefined;

  constructor(scope: Construct, id: string, { sources, surroundings, ...around }: SourcesProps) {
    super(scope, id);
    const { key } = surroundings;
    this.all = sources.map((settings) => new Source(this, sourceId(settings), { key, timeout, settings }));
    this.addAdaptation({ ...around, surroundings });
    const called = this.all.filter(({ settings }) => settings.webhook !== undefined);
    this.hook = called.length === 0 ? undefined : new Hook(this, 'Hook', { sources: called, surroundings });
  }

  /** Names the URL that sources call. */
  publish(names: PublishedNames): void {
    if (this.hook)
      names.add('HookUrl', {
        value: this.hook.url.url,
        description: 'Where the webhooks of sources are: the name of a source’s secret comes after it',
      });
  }

  private addAdaptation(around: Omit<SourcesProps, 'sources'>): Adaptation {
    return new Adaptation(this, 'Adapt', { ...around, sources: this.all, timeout });
  }
}
