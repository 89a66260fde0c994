import { render } from 'preact';
import { takeTokenFromAddress } from './access/session-token.ts';
import { App } from './shell/app.tsx';
import { applyKeptTheme } from './shell/theme.ts';

applyKeptTheme();
takeTokenFromAddress();
const root = document.querySelector('#app');
if (root !== null) render(<App />, root);
