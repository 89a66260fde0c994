type Days = `${number}W` | `${number}D` | `${number}W${number}D`;
type Clock =
  | `${number}H`
  | `${number}M`
  | `${number}S`
  | `${number}H${number}M`
  | `${number}H${number}S`
  | `${number}M${number}S`
  | `${number}H${number}M${number}S`;

/** An ISO 8601 duration of fixed length as text: `P2W`, `P30D`, `PT12H`, `P1DT12H`. Months and years have none. */
export type Duration = `P${Days}` | `PT${Clock}` | `P${Days}T${Clock}`;
