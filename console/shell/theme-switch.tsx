import { useState } from 'preact/hooks';
import { shell } from '../words/en.ts';
import { chooseTheme, keptTheme, themes } from './theme.ts';

/** Chooses between light, dark and what the system says. */
export const ThemeSwitch = () => {
  const [chosen, setChosen] = useState(keptTheme);
  return (
    <fieldset class="theme-switch">
      <legend class="visually-hidden">{shell.theme.legend}</legend>
      {themes.map((theme) => (
        <label key={theme}>
          <input
            type="radio"
            name="theme"
            checked={theme === chosen}
            onChange={() => {
              chooseTheme(theme);
              setChosen(theme);
            }}
          />
          <span>{shell.theme[theme]}</span>
        </label>
      ))}
    </fieldset>
  );
};
