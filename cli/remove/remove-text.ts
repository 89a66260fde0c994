import type { Inventory } from '#lib/tools/removal/inventory.ts';
import type { Resource } from '#lib/tools/removal/stacks.ts';
import { counted } from '../output/numbers.ts';

/** A resource in a line: its type, and its name, URL or id. */
export const resourceLine = ({ type, id }: Resource): string => `${type} ${id}`;

const indented = (resources: readonly Resource[]): readonly string[] =>
  resources.map((resource) => `  ${resourceLine(resource)}`);

/** What a removal would delete, resource by resource, and what keeps it from beginning. */
export const inventoryText = ({ stacks, loose, listeners }: Inventory): readonly string[] => [
  ...stacks.flatMap(({ name, id, resources }) => [
    `Stack ${name}, ${counted(resources.length, 'resource')}: ${id}`,
    ...indented(resources),
  ]),
  ...(loose.length > 0 ? ['Outside of stacks:', ...indented(loose)] : []),
  ...(listeners.length > 0
    ? ['Rules of others on the bus, which must be deleted first:', ...listeners.map((rule) => `  ${rule}`)]
    : []),
];

/** Whether there is anything of a deployment. */
export const isEmpty = ({ stacks, loose }: Inventory): boolean => stacks.length === 0 && loose.length === 0;
