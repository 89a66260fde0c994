/** A parameter that runs out of all bounds: the data have no maximum that a model could stand for. */
export interface Boundary {
  /** Such as `alpha`. */
  readonly parameter: string;
  readonly runsTo: '0' | 'infinity';
}

/** Beyond this ln θ nothing is told from 0 or infinity. */
const farthest = 8;

/** The parameters, by name, at the boundary of what can be fitted. */
export const boundariesOf = (parameters: Readonly<Record<string, number>>): readonly Boundary[] =>
  Object.entries(parameters)
    .filter(([, value]) => Math.abs(Math.log(value)) > farthest)
    .map(([parameter, value]) => ({ parameter, runsTo: value < 1 ? '0' : 'infinity' }));
