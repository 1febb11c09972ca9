// The console begins here: who is signed in is asked while the page of the address is fetched.
import './styles/base.css';
import './styles/tokens.css';
import './parts/parts.css';
import './shell/shell.css';
import { render } from 'preact';
import { onKey } from './lib/keys';
import { stayLive } from './lib/live';
import { begin } from './lib/session';
import { App } from './shell/app';
import { fetchAhead } from './shell/pages';

void begin();
fetchAhead(location.pathname);
addEventListener('keydown', onKey);
stayLive();
const root = document.getElementById('app');
if (root) render(<App />, root);
