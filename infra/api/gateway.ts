import { AccessLogFormat, AccessLogField } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  type IHttpRouteAuthorizer,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Api } from '../settings/api.ts';

export interface GatewayProps {
  readonly name: string;
  readonly description: string;
  readonly throttle: Api['throttle'];
  readonly log: ILogGroup;
}

/** What answers at a way in, and who is let through. */
export interface Opening {
  readonly handler: IFunction;
  readonly authorizer: IHttpRouteAuthorizer;
}

/** What is written of each request: never its path or its query, which hold ids, nor from where it came. */
const logged = AccessLogFormat.custom(
  JSON.stringify({
    requestId: AccessLogField.contextRequestId(),
    api: AccessLogField.contextApiId(),
    time: AccessLogField.contextRequestTimeEpoch(),
    routeKey: '$context.routeKey',
    method: AccessLogField.contextHttpMethod(),
    status: AccessLogField.contextStatus(),
    latency: AccessLogField.contextResponseLatency(),
    integrationLatency: AccessLogField.contextIntegrationLatency(),
    error: AccessLogField.contextErrorResponseType(),
  }),
);

/** One way in: an HTTP API that hands every request under `/v1` to the function, once it knows who asks. It answers no other origin. */
export class Gateway extends Construct {
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, { name: apiName, description, throttle, log }: GatewayProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', { apiName, description, createDefaultStage: false });
    this.addStage({ throttle, log });
  }

  /** Lets requests in: until then it answers none. Who is let through may depend on where it is. */
  open({ handler, authorizer }: Opening): void {
    this.api.addRoutes({
      path: '/v1/{proxy+}',
      methods: [HttpMethod.ANY],
      integration: new HttpLambdaIntegration('Read', handler),
      authorizer,
    });
  }

  private addStage({ throttle, log }: Pick<GatewayProps, 'throttle' | 'log'>): HttpStage {
    return new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: throttle.rate, burstLimit: throttle.burst },
      accessLogSettings: { destination: new LogGroupLogDestination(log), format: logged },
    });
  }

  /** Where requests go, without a slash at the end. */
  get url(): string {
    return this.api.apiEndpoint;
  }
}
