// The real panel and launcher in a box of ours, with the settings of the form in place of the server's.
import launcherCss from '../../../widget/launcher.css?inline';
import { start } from '../../../widget/panel';
import type { Config } from '../../../widget/wire';
import { addStyle, h, icon } from '../../../shared/dom';
import { textOn, parse } from './colour';
import type { Draft } from './draft';

/** Its own name, so that nothing of a real chat is kept or read. */
const NAME = 'preview';
/** The picture of the launcher, as the script draws it. */
const BUBBLE =
  'M20.5 11.5c0 4.1-3.8 7.5-8.5 7.5-1.2 0-2.3-.2-3.3-.6L3.5 20l1.6-4.1a7 7 0 0 1-1.6-4.4C3.5 7.4 7.3 4 12 4s8.5 3.4 8.5 7.5Z';
/** A host fixed to the window stands in the box instead. */
const BOXED = ':host { position: absolute !important; inset: 0 !important; z-index: 0 !important; }';

const config = (draft: Draft, welcome: string | null): Config => ({
  widget: NAME,
  name: draft.title || 'Chat',
  mode: 'chat',
  position: draft.position,
  theme: {
    accent: parse(draft.accent) ? draft.accent.toLowerCase() : '#1f5fc4',
    on_accent: parse(draft.on_accent) ? draft.on_accent : textOn(parse(draft.accent) ?? [31, 95, 196]),
    scheme: draft.scheme,
  },
  launcher: { label: draft.launcher_label || null },
  // What is not known leaves nothing.
  welcome: welcome?.replace(/\{\{[^}]*\}\}/g, '') ?? null,
  suggestions: draft.suggestions.filter((one) => one.trim()),
  form: draft.fields.length
    ? {
        fields: draft.fields.map((field) => ({
          ...field,
          options: field.options ?? [],
          required: field.required ?? false,
        })) as never,
      }
    : null,
  consent: draft.consent ? { text: draft.consent, link: draft.consent_link || null } : null,
  locale: draft.locale || null,
  always_fresh: true,
  captures_page: false,
  max_characters: 4000,
  files: null,
  voice: null,
  challenge: null,
});

/** Draws it open in the box; gives what takes it away. `tried` is told when somebody wants to send. */
export async function preview(
  box: HTMLElement,
  draft: Draft,
  welcome: string | null,
  tried: () => void,
): Promise<() => void> {
  sessionStorage.removeItem(`verbatim:${NAME}`);
  const host = document.createElement('div');
  const shadow = host.attachShadow({ mode: 'open' });
  addStyle(shadow, launcherCss);
  addStyle(shadow, BOXED);
  const badge = h('span', { class: 'badge', hidden: true });
  const label = draft.launcher_label.trim();
  const launcher = h(
    'button',
    {
      type: 'button',
      class: 'launcher',
      'aria-haspopup': 'dialog',
      'aria-expanded': 'false',
      'aria-label': label || 'Chat',
    },
    icon(BUBBLE),
    label,
    badge,
  );
  const root = h('div', { class: draft.position == 'left' ? 'vb left' : 'vb' }, launcher);
  shadow.append(root);
  // Nothing leaves the preview: what would send or begin a chat is caught before the panel hears of it.
  const stop = (event: Event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    tried();
  };
  shadow.addEventListener('submit', stop, true);
  shadow.addEventListener(
    'keydown',
    (event) => {
      const { key, target } = event as KeyboardEvent;
      if (key == 'Enter' && target instanceof HTMLTextAreaElement) stop(event);
    },
    true,
  );
  shadow.addEventListener(
    'click',
    (event) => {
      const button = (event.target as Element | null)?.closest?.('button');
      if (button && !button.closest('.head') && !button.classList.contains('launcher')) stop(event);
    },
    true,
  );
  box.replaceChildren(host);
  const methods = await start({
    host,
    root,
    launcher,
    badge,
    origin: `${location.origin}/preview`,
    widget: NAME,
    data: {},
    config: Promise.resolve(Response.json(config(draft, welcome))),
    emit() {},
  });
  launcher.addEventListener('click', () => methods.toggle());
  // Without taking the focus from the field that is being changed.
  const before = document.activeElement as HTMLElement | null;
  methods.open();
  if (before && before != document.body) before.focus({ preventScroll: true });
  else (shadow.activeElement as HTMLElement | null)?.blur();
  return () => {
    methods.destroy();
    host.remove();
    sessionStorage.removeItem(`verbatim:${NAME}`);
  };
}
