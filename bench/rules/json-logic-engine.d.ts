/** The part of json-logic-engine that is used: its own types are not found by an ES module. */
declare module 'json-logic-engine' {
  /** A value, or an object with one operator and its operands. */
  export type Logic = string | number | boolean | null | readonly Logic[] | { readonly [operator: string]: Logic };

  export class LogicEngine {
    /** Evaluates it without compiling it. */
    run(logic: Logic, data: object): unknown;
    /** Compiles it to JavaScript. */
    build(logic: Logic): (data: object) => unknown;
  }
}
