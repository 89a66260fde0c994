import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import type { KeptCatalogue } from '../catalogue-keeper.ts';
import { cataloguePartition } from '../table-keys.ts';
import { deploymentSortKey } from './deployment-sort-key.ts';
import { formatAttribute, keyAttributes, number, numberOf, requireFormat, type Item } from './item.ts';
import { itemBytes, jsonOf, withJson } from './packing.ts';

/** The item that keeps the catalogue of a deployment. */
export const catalogueItem = ({ deployment, source }: KeptCatalogue): Item =>
  withJson(
    {
      ...keyAttributes({ partition: cataloguePartition, sort: deploymentSortKey(deployment) }),
      ...formatAttribute,
      deployment: number(deployment),
    },
    JSON.stringify(source),
  );

/** The bytes of the item that keeps a catalogue, of which DynamoDB takes 400 KB. */
export const catalogueBytes = (catalogue: KeptCatalogue): number => itemBytes(catalogueItem(catalogue));

/** The catalogue that an item keeps. */
export const catalogueIn = (item: Item): KeptCatalogue => ({
  deployment: numberOf(item, 'deployment'),
  source: JSON.parse(jsonOf(requireFormat(item))) as CatalogueSource,
});
