import { MemoryTable } from '#test/support/memory-table.ts';
import { driftingSizes } from './drifting-sizes.ts';

driftingSizes(async () => new MemoryTable());
