// The script that a page embeds: shows the launcher, keeps calls of the API, and fetches the rest when somebody means it.
import type { EventName, Events, Verbatim } from '../../packages/verbatim-widget/index';
import css from './launcher.css?inline';
import type { Methods, Stage, Waiting } from './stage';

/** The panel's path on the server; the build knows its hash. */
declare const PANEL: string;

const script = document.currentScript as HTMLScriptElement;
const before = window.Verbatim;

if (before?.on) console.warn('Verbatim: this page embeds the widget twice; the second script does nothing.');
else start(script.dataset);

function start(data: DOMStringMap) {
  const origin = new URL(script.src).origin;
  const widget = data.widget ?? '';
  const host = document.createElement('verbatim-widget');
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const shadow = host.attachShadow({ mode: 'open' });
  shadow.adoptedStyleSheets = [sheet];
  const root = document.createElement('div');
  const launcher = document.createElement('button');
  const badge = document.createElement('span');
  root.className = data.position == 'left' ? 'vb left' : 'vb';
  launcher.className = 'launcher';
  badge.className = 'badge';
  badge.hidden = true;
  for (const [name, value] of [
    ['type', 'button'],
    ['aria-haspopup', 'dialog'],
    ['aria-expanded', 'false'],
    ['aria-label', data.label ?? 'Chat'],
  ] as const)
    launcher.setAttribute(name, value);
  launcher.append(icon(), data.label ?? '', badge);
  root.append(launcher);
  shadow.append(root);

  // Through the object model, which no content security policy forbids.
  const style = (name: string, value?: string) => value && host.style.setProperty('--vb-' + name, value);
  if (/^#[\da-f]{6}$/i.test(data.accent ?? '')) {
    style('accent', data.accent);
    style('on-accent', isLight(data.accent as string) ? '#111' : '#fff');
  }
  if (data.offsetX) style('offset-x', parseFloat(data.offsetX) + 'px');
  if (data.offsetY) style('offset-y', parseFloat(data.offsetY) + 'px');

  // In the body, where frameworks that own the document expect strangers; put back when navigation replaces the body.
  const place = () => {
    if (!host.isConnected) document.body?.append(host);
    for (const parent of [document.documentElement, document.body])
      if (parent) watcher.observe(parent, { childList: true });
  };
  const watcher = new MutationObserver(place);
  if (document.body) place();
  else document.addEventListener('DOMContentLoaded', place);

  const listeners = new Map<EventName, Set<(detail: never) => void>>();
  const emit: Stage['emit'] = (name, detail) => {
    for (const listener of listeners.get(name) ?? []) tell(listener as (detail: unknown) => void, detail);
  };
  const tell = (listener: (detail: unknown) => void, detail: unknown) => {
    try {
      listener(detail);
    } catch (error) {
      reportError(error);
    }
  };

  let panel: Promise<void> | undefined;
  let methods: Methods | undefined;
  let gone = false;
  const waiting: [Waiting, unknown[]][] = [];
  const run = ([name, values]: [Waiting, unknown[]]) => (methods?.[name] as (...values: unknown[]) => void)(...values);

  const load = () =>
    (panel ??= (async () => {
      const config = fetch(`${origin}/widget/v1/config?widget=${encodeURIComponent(widget)}`, {
        credentials: 'omit',
        referrerPolicy: 'origin',
      });
      // Awaited by the panel; until then its failure is nobody's.
      config.catch(() => {});
      const { start } = await import(/* @vite-ignore */ origin + PANEL);
      const made: Methods = await start({ host, root, launcher, badge, origin, widget, data, config, emit });
      if (gone) return made.destroy();
      methods = made;
      waiting.splice(0).forEach(run);
    })().catch(() => {
      panel = undefined;
      if (waiting.length) addEventListener('online', load, { once: true });
    }));

  // What only prepares a conversation waits for one; the rest brings the panel.
  const later = (name: Waiting, loads?: boolean) =>
    function (...values: unknown[]) {
      if (methods) return run([name, values]);
      waiting.push([name, values]);
      if (loads) void load();
    };

  const api = {
    open: later('open', true),
    close: later('close'),
    toggle: later('toggle', true),
    send: later('send', true),
    identify: later('identify'),
    setVariables: later('setVariables'),
    setLocale: later('setLocale'),
    reset: later('reset'),
    consent: later('consent'),
    show() {
      root.hidden = false;
    },
    hide() {
      methods?.close();
      root.hidden = true;
    },
    on<Name extends EventName>(name: Name, listener: (detail: Events[Name]) => void) {
      if (!listeners.has(name)) listeners.set(name, new Set());
      listeners.get(name)?.add(listener as (detail: never) => void);
      if (name == 'ready') tell(listener as (detail: unknown) => void, undefined);
      return () => api.off(name, listener);
    },
    off<Name extends EventName>(name: Name, listener: (detail: Events[Name]) => void) {
      listeners.get(name)?.delete(listener as (detail: never) => void);
    },
    destroy() {
      gone = true;
      methods?.destroy();
      watcher.disconnect();
      host.remove();
      delete window.Verbatim;
    },
  } as Verbatim;

  const call = ([name, ...values]: [string, ...unknown[]]) =>
    (api as unknown as Record<string, (...values: unknown[]) => void>)[name]?.(...values);
  const queue = before?.q as unknown as [string, ...unknown[]][] | undefined;
  window.Verbatim = Object.assign(api, { q: { push: (...calls: never[]) => calls.forEach(call) } });
  queue?.forEach(call);

  for (const intent of ['pointerenter', 'focus', 'touchstart'])
    launcher.addEventListener(intent, load, { passive: true });
  launcher.addEventListener('click', api.toggle);
  if (data.open != null) api.open();
  // Somebody who has talked before may have an answer waiting; their page comes first.
  else if (kept(widget)) (window.requestIdleCallback ?? setTimeout)(load);
}

/** Whether this browser keeps a conversation; asking may be forbidden. */
function kept(widget: string) {
  try {
    return (localStorage['verbatim:' + widget] ?? sessionStorage['verbatim:' + widget])?.includes('"token"');
  } catch {
    return;
  }
}

/** Whether dark text reads better on it: WCAG's luminance above 0.18, where both contrasts are equal. */
function isLight(colour: string) {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => (parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18;
}

function icon() {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  const path = document.createElementNS(space, 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute(
    'd',
    'M20.5 11.5c0 4.1-3.8 7.5-8.5 7.5-1.2 0-2.3-.2-3.3-.6L3.5 20l1.6-4.1a7 7 0 0 1-1.6-4.4C3.5 7.4 7.3 4 12 4s8.5 3.4 8.5 7.5Z',
  );
  svg.append(path);
  return svg;
}
