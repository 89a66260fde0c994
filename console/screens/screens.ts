import type { FunctionComponent } from 'preact';
import { shell } from '../words/en.ts';

/** One screen. Its code is loaded when it is first shown. */
export interface Screen {
  /** Where it is, as preact-iso matches paths: `/segments/:key`. Its parameters are read by `useRoute().params`. */
  readonly path: string;
  /** Its name in the navigation; a screen without one is reached from another. */
  readonly title?: string;
  readonly load: () => Promise<{ readonly default: FunctionComponent }>;
}

/** Every screen, in the order of the navigation. `/` shows the first. */
export const screens: readonly Screen[] = [
  { path: '/segments', title: shell.screens.segments, load: () => import('./segments/segments-screen.tsx') },
  { path: '/segments/:key', load: () => import('./segment/segment-screen.tsx') },
  { path: '/people', title: shell.screens.people, load: () => import('./people/people-screen.tsx') },
  { path: '/people/:id', load: () => import('./people/person-screen.tsx') },
  { path: '/live', title: shell.screens.changes, load: () => import('./live/live-screen.tsx') },
  { path: '/builder', title: shell.screens.builder, load: () => import('./builder/builder-screen.tsx') },
  { path: '/plan', title: shell.screens.plan, load: () => import('./plan/plan-screen.tsx') },
  { path: '/data', title: shell.screens.data, load: () => import('./data/data-screen.tsx') },
  { path: '/insight', title: shell.screens.insight, load: () => import('./insight/insight-screen.tsx') },
];
