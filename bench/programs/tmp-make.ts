import { shopYear } from '#lib/tools/demo/shop-year.ts';
import { replicas } from '../data/replicas.ts';
import { writeLines } from '../data/cache.ts';
await writeLines(process.argv[2]!, replicas(shopYear(1), Number(process.argv[3])));
