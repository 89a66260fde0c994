/** How the console looks: as the system says unless told. */
export type Theme = 'system' | 'light' | 'dark';

export const themes: readonly Theme[] = ['system', 'light', 'dark'];

const key = 'patron-theme';

const isTheme = (kept: string | null): kept is Theme => themes.some((theme) => theme === kept);

/** The theme that was chosen on this machine. */
export const keptTheme = (): Theme => {
  const kept = localStorage.getItem(key);
  return isTheme(kept) ? kept : 'system';
};

const apply = (theme: Theme): void => {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
};

/** Called before anything is shown. */
export const applyKeptTheme = (): void => apply(keptTheme());

/** Applies a theme and keeps it for the next time. */
export const chooseTheme = (theme: Theme): void => {
  localStorage.setItem(key, theme);
  apply(theme);
};
