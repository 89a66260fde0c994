/** A file of a catalogue that was made or chosen in this tab. */
export interface CatalogueFile {
  readonly name: string;
  readonly text: string;
}

const storageKey = 'patron-plan-catalogue';

/** Hands a catalogue from the builder to the plan, and keeps it over a reload. */
export const keptCatalogue = {
  read: (): CatalogueFile | undefined =>
    (JSON.parse(sessionStorage.getItem(storageKey) ?? 'null') as CatalogueFile | null) ?? undefined,
  write: (file: CatalogueFile | undefined): void => {
    if (file === undefined) sessionStorage.removeItem(storageKey);
    else sessionStorage.setItem(storageKey, JSON.stringify(file));
  },
};
