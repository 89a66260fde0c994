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
  readonly handler: IFunction;
  readonly authorizer: IHttpRouteAuthorizer;
  readonly throttle: Api['throttle'];
  readonly log: ILogGroup;
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

  constructor(scope: Construct, id: string, { name: apiName, description, throttle, ...props }: GatewayProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', { apiName, description, createDefaultStage: false });
    this.api.addRoutes({
      path: '/v1/{proxy+}',
      methods: [HttpMethod.ANY],
      integration: new HttpLambdaIntegration('Read', props.handler),
      authorizer: props.authorizer,
    });
    this.addStage({ throttle, log: props.log });
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
