import type { LoadedPerson } from '#lib/ports/store/customer-store.ts';
import type { Detour } from '#lib/ports/store/detours.ts';

/** Whether anything may be decided of people on a detour. */
export interface DetourGate {
  /** Called for a person who is on a detour, before anything is decided; throws where nothing may be. Nothing by default. */
  readonly onDetour?: ((detour: Detour) => void) | undefined;
}

/** Asks the gate about a person who is on a detour. */
export const heedDetour = ({ onDetour }: DetourGate, { detour }: LoadedPerson): void => {
  if (detour !== undefined) onDetour?.(detour);
};
