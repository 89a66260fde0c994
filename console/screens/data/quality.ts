/** A refused entry, as it came. */
export interface Refused {
  readonly id: string;
  readonly arrivedAt: string;
  readonly customerId?: string;
  readonly anonymousId?: string;
  readonly message: string;
  readonly entry: string;
}

/** Refused entries that have everything in common. */
export interface RefusedGroup {
  readonly reason: string;
  readonly field: string;
  readonly rule: string;
  readonly source: string | null;
  readonly type: string | null;
  readonly entries: number;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly canRedrive: boolean;
  readonly example: Refused;
}

/** A count; null where this server does not know it. */
export interface Figure {
  readonly name: string;
  readonly label: string;
  readonly count: number | null;
  readonly from: string;
}

interface UnknownField {
  readonly type: string;
  readonly field: string;
  readonly entries: number;
  readonly source: string;
  readonly nearest: string | null;
}

export interface Producer {
  readonly source: string;
  readonly events: number;
  readonly late: number;
  readonly refused: number;
  readonly lastAt: string;
}

/** `GET /v1/console/quality` */
export interface Quality {
  readonly asOf: string;
  readonly quarantine: {
    readonly entries: number;
    readonly complete: boolean;
    readonly groups: readonly RefusedGroup[];
  };
  readonly figures: readonly Figure[];
  readonly unknownFields: { readonly events: number; readonly fields: readonly UnknownField[] } | null;
  readonly producers: readonly Producer[] | null;
}
