// What the widget may weigh, in bytes of brotli as the server sends it. Stages are told apart by what fetches them.
// @vitest-environment node
import { existsSync, readdirSync, statSync } from 'node:fs';
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
