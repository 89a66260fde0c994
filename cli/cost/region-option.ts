import { nearestName } from '#lib/core/nearest-name.ts';
import { regions, type Region } from '#lib/tools/cost/region-prices.ts';
import type { Option } from '../command/options.ts';

const hint = (text: string): string => {
  const near = nearestName(text, regions);
  return near === undefined ? `known are ${regions.join(', ')}` : `the nearest is ${near}`;
};

/** A region whose prices are known; another one is refused with the nearest. */
export const regionOption: Option<Region | undefined> = {
  value: 'REGION',
  meaning: 'The region whose prices are taken; us-east-1 by default.',
  read: (text, { name }) => {
    const region = regions.find((known) => known === text);
    if (text === undefined || region !== undefined) return region;
    const rule = 'a region whose prices are known';
    throw new Error(`Cannot use --${name} as ${rule}: current value is ${JSON.stringify(text)}, ${hint(text)}`);
  },
};
