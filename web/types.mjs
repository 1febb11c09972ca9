// Writes the types of the API out of the server's own document: `npm run types` after that has changed. With `--check`
// it only says whether that was forgotten.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapi, { astToString } from 'openapi-typescript';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const document = JSON.parse(readFileSync(at('../docs/openapi.json'), 'utf8'));
const schemas = document.components.schemas;
const walk = (value) => {
  if (typeof value != 'object' || !value) return;
  // Operations are known by their paths; the names they have besides are not unique.
  if ('operationId' in value) delete value.operationId;
  // A schema that is named and not there leaves its field open.
  const name = typeof value.$ref == 'string' && value.$ref.split('/').pop();
  if (name && !(name in schemas)) schemas[name] = { type: 'string' };
  Object.values(value).forEach(walk);
};
walk(document);
const head = '// Made from docs/openapi.json by `npm run types`; not to be changed by hand.\n';
const text = head + astToString(await openapi(document));
const file = at('src/console/api.gen.ts');
if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (readFileSync(file, 'utf8') != text) {
  console.error('src/console/api.gen.ts is not what docs/openapi.json says: run `npm run types` and commit it.');
  process.exit(1);
}
