import { Duration, Fn, RemovalPolicy } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { contentPolicyWith } from '#lib/tools/console/content-policy.ts';
import { acknowledge } from '../checks/acknowledge.ts';

export interface ConsolePagesProps {
  /** The name of the deployment. */
  readonly name: string;
  /** The HTTP API that answers below `/v1`. */
  readonly api: HttpApi;
  /** The origin that pages ask for tokens. */
  readonly issuerOrigin: string;
}

/** Every path is the page, which knows its screens, but for what it loads. */
const showPage = `function handler(event) {
  var request = event.request;
  if (!/^\\/(assets\\/|sign-in\\.json$)/.test(request.uri)) request.uri = '/index.html';
  return request;
}`;

const twoYears = Duration.days(730);

/**
 * The pages of the console: a bucket that only its distribution reads, and the HTTP API behind the same address, so that pages ask no
 * other origin but that of who signs people in.
 */
export class ConsolePages extends Construct {
  readonly bucket: Bucket;
  readonly distribution: Distribution;
  readonly #props: ConsolePagesProps;

  constructor(scope: Construct, id: string, props: ConsolePagesProps) {
    super(scope, id);
    this.#props = props;
    this.bucket = this.addBucket();
    this.distribution = this.addDistribution();
  }

  /** Where people open it, without a slash at the end. */
  get url(): string {
    return `https://${this.distribution.distributionDomainName}`;
  }

  private addBucket(): Bucket {
    const bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.DESTROY,
      autoDeleteObjects: true,
    });
    acknowledge(bucket, {
      'AwsSolutions::AwsSolutions-S1': 'It holds the same files for everybody, and only the distribution reads them',
    });
    return bucket;
  }

  private addDistribution(): Distribution {
    const { name, api } = this.#props;
    const distribution = new Distribution(this, 'Distribution', {
      comment: `The console of ${name}`,
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(this.bucket),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: this.addHeaders(),
        functionAssociations: [{ function: this.addPaths(), eventType: FunctionEventType.VIEWER_REQUEST }],
      },
      additionalBehaviors: {
        '/v1/*': {
          origin: new HttpOrigin(Fn.select(2, Fn.split('/', api.apiEndpoint))),
          viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
          allowedMethods: AllowedMethods.ALLOW_ALL,
          cachePolicy: CachePolicy.CACHING_DISABLED,
          originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        },
      },
    });
    acknowledge(distribution, {
      'AwsSolutions::AwsSolutions-CFR1': 'A shop may have people anywhere',
      'AwsSolutions::AwsSolutions-CFR2':
        'A firewall is paid for by the month; every request of data is of somebody signed in',
      'AwsSolutions::AwsSolutions-CFR3': 'Files are the same for everybody; the HTTP API writes who asks what',
      'AwsSolutions::AwsSolutions-CFR4': 'With CloudFront’s own name it decides the least version of TLS',
    });
    return distribution;
  }

  private addPaths(): EdgeFunction {
    return new EdgeFunction(this, 'Paths', {
      comment: 'Shows the page at every path of the console',
      code: FunctionCode.fromInline(showPage),
      runtime: FunctionRuntime.JS_2_0,
    });
  }

  private addHeaders(): ResponseHeadersPolicy {
    const { name, issuerOrigin } = this.#props;
    return new ResponseHeadersPolicy(this, 'Headers', {
      responseHeadersPolicyName: `${name}-console`,
      comment: `What pages of the console of ${name} may do`,
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: contentPolicyWith([issuerOrigin]), override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: { accessControlMaxAge: twoYears, override: true },
      },
      customHeadersBehavior: {
        customHeaders: [{ header: 'Cross-Origin-Opener-Policy', value: 'same-origin', override: true }],
      },
    });
  }
}
