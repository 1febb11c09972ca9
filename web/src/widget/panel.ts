// The panel's way in: reads the widget's settings, puts the parts together, and answers the API.
import { checked, Problem } from './call';
import type { Methods, Stage } from './stage';
import { Speech } from './texts';
import { Talk } from './talk';
import { View } from './view';
import type { Config, Message } from './wire';

/** Throws when the settings cannot be had right now; a widget that is switched off is no such failure. */
export async function start(stage: Stage): Promise<Methods> {
  const { data, root } = stage;
  const stop = new AbortController();
  let config: Config;
  try {
    config = await (await checked(await stage.config)).json();
  } catch (error) {
    if (!(error instanceof Problem) || error.passes) throw error;
    return off(error);
  }

  const { accent, on_accent, scheme } = config.theme;
  root.dataset.scheme = scheme;
  // Ours has a dark twin; any other is the same by day and by night.
  if (accent != '#1f5fc4') {
    root.style.setProperty('--accent-set', accent);
    root.style.setProperty('--on-set', on_accent);
  }
  root.classList.toggle('left', (data.position ?? config.position) == 'left');

  const speak = (tag?: string) =>
    Speech.of([tag, data.lang, config.locale, document.documentElement.lang, ...(root.dir ? [] : navigator.languages)]);
  let speech = await speak();

  const arrived = (message: Message) => {
    const { id, role, text, at } = message;
    stage.emit('message', { id, role, text, at });
    view.arrived(message);
  };
  const talk = new Talk(stage, config, stop.signal, () => view.changed(), arrived, off);
  const view = new View(stage, talk, speech, stop.signal);
  talk.locale = speech.tag;

  function off(problem: Problem): Methods {
    console.warn(`Verbatim: the widget is not shown. ${problem.detail || problem.title}`);
    stop.abort();
    root.hidden = true;
    // Every method is there, and none does anything.
    return new Proxy({} as Methods, { get: () => () => {} });
  }

  if (talk.token || talk.pending.length) void talk.ask('resume').then(() => talk.ask('flush'));
  view.restore();
  return {
    open: () => view.open(),
    close: () => view.close(),
    toggle: () => (view.isOpen ? view.close() : view.open()),
    send(text) {
      talk.send(String(text));
      if (talk.needsConsent || talk.questions.length) view.open();
    },
    identify: ({ token }) => talk.identify(token),
    setVariables: (variables) => talk.setVariables(variables),
    async setLocale(locale) {
      speech = await speak(locale);
      talk.locale = speech.tag;
      view.speak(speech);
    },
    reset: () => talk.reset(),
    consent(given) {
      if (given) talk.agree();
      else talk.reset();
    },
    destroy() {
      view.close();
      stop.abort();
    },
  };
}
