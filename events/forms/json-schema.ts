/** A JSON Schema, draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What programs in other languages are told of a rule. The two together say what its test says. */
export interface Rule {
  /** Refuses nothing that the rule accepts. */
  readonly json: JsonSchema;
  /** Sentences about what the rule refuses and no JSON Schema can; none where the JSON Schema says it all. */
  readonly beyond?: readonly string[];
}

/** A schema that documents define once and refer to. */
export interface Named {
  /** Such as `PersonId`: what types that are generated from it are called. */
  readonly name: string;
}
