// Puts the widget's script on the page; the widget itself always comes from your server, in its version.

/** @param {import('./index').Options} options */
export function load(options) {
  if (window.Verbatim?.on) return Promise.resolve(window.Verbatim);
  const queue = (window.Verbatim ??= { q: [] }).q;
  const ready = new Promise((done) => queue.push(['on', 'ready', () => done(window.Verbatim)]));
  const src = new URL('/widget.js', options.server).href;
  // Called twice before the script has run: the first call's script serves both.
  if ([...document.scripts].some((script) => script.src === src)) return ready;
  const script = document.createElement('script');
  script.async = true;
  script.src = src;
  for (const [name, value] of Object.entries(options)) {
    if (name === 'server' || value == null || value === false) continue;
    script.dataset[name] = value === true ? '' : String(value);
  }
  const failed = new Promise((_, refuse) =>
    script.addEventListener('error', () => refuse(new Error(`${src} cannot be loaded.`))),
  );
  document.head.append(script);
  return Promise.race([ready, failed]);
}
