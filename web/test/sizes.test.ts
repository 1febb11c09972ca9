// What the widget and the console may weigh, in bytes of brotli as the server sends it. Stages are told apart by what fetches them.
// @vitest-environment node
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const KB = 1024;

/** The weight of a stage by its name without the hash. */
function weight(name: string): number {
  const file = readdirSync(join(dist, 'widget')).find((file) => file.replace(/-[\w-]{8}\.js\.br$/, '') == name);
  if (!file) throw new Error(`There is no stage ${name}.`);
  return statSync(join(dist, 'widget', file)).size;
}

test('the widget is built', () => expect(existsSync(join(dist, 'widget.js.br')), 'run npm run build').toBe(true));

test('every budget is kept', () => {
  const loader = statSync(join(dist, 'widget.js.br')).size;
  const opening = loader + weight('panel');
  const language = Math.max(...['ar', 'de', 'es', 'fr', 'pt'].map(weight));
  // All that one visitor can come to need without voice and uploads, in the heaviest language.
  const all = opening + weight('live') + weight('rich') + weight('form') + weight('proof') + language;
  console.log({ loader, opening, all });
  expect(loader).toBeLessThanOrEqual(2.25 * KB);
  expect(opening).toBeLessThanOrEqual(12 * KB);
  expect(all).toBeLessThanOrEqual(30 * KB);
});

test('no stage is there that no budget knows', () => {
  const known = ['ar', 'de', 'es', 'extras', 'files', 'form', 'fr', 'live', 'panel', 'proof', 'pt', 'rich', 'voice'];
  const found = readdirSync(join(dist, 'widget')).filter((file) => file.endsWith('.js'));
  expect(found.map((file) => file.replace(/-[\w-]{8}\.js$/, '')).sort()).toEqual(known);
});

test('the list of conversations is on the screen with at most 80 KB of script', () => {
  const console_ = join(dist, 'console');
  const names = readdirSync(console_).filter((name) => name.endsWith('.js'));
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  const seen = new Set<string>();
  // Only what is imported at once: whatever is behind import(…) comes later, but for the list's own page.
  const add = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    const code = readFileSync(join(console_, name), 'utf8');
    for (const [, other] of code.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) if (other) add(other);
  };
  for (const [, name] of html.matchAll(/"\/console\/([\w.-]+\.js)"/g)) if (name) add(name);
  const page = names.find((name) => /^conversations-[\w-]{8}\.js$/.test(name));
  expect(page).toBeDefined();
  add(page ?? '');
  const first = [...seen].reduce((sum, name) => sum + statSync(join(console_, `${name}.br`)).size, 0);
  console.log({ first, chunks: [...seen] });
  expect(first).toBeLessThanOrEqual(80 * KB);
});
