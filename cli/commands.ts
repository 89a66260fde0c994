import type { Command } from './command/command.ts';

/** The commands, by the name under which each is called. A command is loaded when it is run. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  replay: async () => (await import('./replay/replay.ts')).replayCommand,
  import: async () => (await import('./import.ts')).importCommand,
  validate: async () => (await import('./validate.ts')).validateCommand,
  check: async () => (await import('./check/check.ts')).checkCommand,
  catalogue: async () => (await import('./catalogue.ts')).catalogueCommand,
  export: async () => (await import('./export.ts')).exportCommand,
  quarantine: async () => (await import('./quarantine.ts')).quarantineCommand,
  redrive: async () => (await import('./redrive.ts')).redriveCommand,
  words: async () => (await import('./insight/words.ts')).wordsCommand,
  compare: async () => (await import('./insight/compare.ts')).compareCommand,
  places: async () => (await import('./insight/places.ts')).placesCommand,
  discover: async () => (await import('./insight/discover.ts')).discoverCommand,
  persona: async () => (await import('./insight/persona.ts')).personaCommand,
  report: async () => (await import('./insight/report/report.ts')).reportCommand,
  metrics: async () => (await import('./insight/metrics.ts')).metricsCommand,
  plan: async () => (await import('./plan/plan.ts')).planCommand,
  explain: async () => (await import('./explain/explain.ts')).explainCommand,
  fit: async () => (await import('./fit/fit.ts')).fitCommand,
  rebuild: async () => (await import('./rebuild/rebuild.ts')).rebuildCommand,
  restore: async () => (await import('./restore/restore.ts')).restoreCommand,
  remove: async () => (await import('./remove/remove.ts')).removeCommand,
  cost: async () => (await import('./cost/cost.ts')).costCommand,
  backfill: async () => (await import('./backfill/backfill.ts')).backfillCommand,
  demo: async () => (await import('./demo/demo.ts')).demoCommand,
};
