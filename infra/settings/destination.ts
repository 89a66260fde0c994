/** The tools that changes of membership can be sent to. */
export const destinationTools = ['klaviyo', 'braze', 'customerIo', 'standardWebhook'] as const;

export type DestinationTool = (typeof destinationTools)[number];

/** What is sent only where it is asked for: everything else always is. */
export const askedFor = ['backfill', 'snapshot'] as const;

/** A tool that is told who enters and leaves segments. */
export interface DestinationSettings {
  readonly tool: DestinationTool;
  /** The name of a secret in Secrets Manager; `docs/destinations` says what is in it. It tells destinations apart. */
  readonly secret: string;
  /** The keys of the segments. */
  readonly segments: readonly string[];
  /** Whether it is told of changes by a new catalogue (`backfill`) and of the members that `patron announce` names (`snapshot`), too. Default: neither. */
  readonly origins?: readonly (typeof askedFor)[number][] | undefined;
  /** Where the tool is, as an https URL: must be given for `braze` and `standardWebhook`, may be for `customerIo`. */
  readonly endpoint?: string | undefined;
}

/** The same, checked. */
export interface Destination extends DestinationSettings {
  readonly origins: readonly (typeof askedFor)[number][];
  /** Without a slash at the end; undefined for the tool's only one. */
  readonly endpoint: string | undefined;
}

/** A tool that an API destination can send to. */
export type ApiTool = Exclude<DestinationTool, 'standardWebhook'>;

/** A destination of such a tool. */
export type ApiDestination = Destination & { readonly tool: ApiTool };

export const isOfApi = (destination: Destination): destination is ApiDestination =>
  destination.tool !== 'standardWebhook';
