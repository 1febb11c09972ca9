// Builds into dist/: the widget's lazy stages under hashed names, the loader, which knows the panel's, and the console.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'vite';

const web = fileURLToPath(new URL('.', import.meta.url));
const dist = join(web, 'dist');

// Of marked only the lexer is used; the rest of its one file makes an instance at once, which no bundler may leave out.
// What the lexer can do for options that are never set goes too: each is said here once and for all.
const OPTIONS = { pedantic: false, gfm: true, breaks: true, silent: false, extensions: null, hooks: null };
const lexerOnly = {
  name: 'lexer-only',
  transform(code, id) {
    if (!id.endsWith('marked.esm.js')) return null;
    const end = code.search(/;var \w+=new \w+;function \w+\(/);
    const [, lexer] = /[{,](\w+) as Lexer[,}]/.exec(code) ?? [];
    // `g` builds its expressions; what nobody asks for any more need not be built (see manualPureFunctions).
    const builder = 'function g(l,e=""){let t=typeof l=="string"';
    const rules = /\w+=\{normal:(\w+),gfm:(\w+),pedantic:\w+\},\w+=\{normal:(\w+),gfm:\w+,breaks:(\w+),pedantic:\w+\}/;
    let kept = code.slice(0, end);
    if (end < 0 || !lexer || !rules.test(kept) || !kept.includes(builder))
      throw new Error('marked is built differently now: see build.mjs.');
    kept = kept.replace(rules, (all) => all.replaceAll(/,pedantic:\w+/g, ''));
    for (const [name, value] of Object.entries(OPTIONS)) kept = kept.replaceAll(`this.options.${name}`, `${value}`);
    return `${kept};export{${lexer} as Lexer};`;
  },
};
const shared = { root: web, configFile: false, logLevel: 'warn', publicDir: false, plugins: [lexerOnly] };
const output = {
  target: 'es2022',
  // The first browsers with light-dark(), all of 2023 and 2024; an older target would write it out, twice as long.
  cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
  outDir: 'dist',
  emptyOutDir: false,
  reportCompressedSize: false,
};

for (const name of readdirSync(dist)) if (name !== '.gitkeep') rmSync(join(dist, name), { recursive: true });

const stages = await build({
  ...shared,
  build: {
    ...output,
    // As a library, so that Vite adds no helper for fetching ahead: a stage is fetched when it is meant.
    lib: { entry: { panel: join(web, 'src/widget/panel.ts') }, formats: ['es'] },
    rolldownOptions: {
      // What the later stages share stays in the panel: a chunk of its own would be one more way to the server.
      preserveEntrySignatures: 'allow-extension',
      treeshake: { manualPureFunctions: ['g'] },
      // Said here because Vite leaves the white space of a library.
      output: { entryFileNames: 'widget/[name]-[hash].js', chunkFileNames: 'widget/[name]-[hash].js', minify: true },
    },
  },
});
const panel = [stages].flat()[0].output.find((chunk) => chunk.isEntry).fileName;

await build({
  ...shared,
  define: { PANEL: JSON.stringify(`/${panel}`) },
  build: {
    ...output,
    rolldownOptions: {
      input: join(web, 'src/widget/loader.ts'),
      output: { format: 'iife', entryFileNames: 'widget.js' },
    },
  },
});

/** A page's chunk is called as its folder, not `index`; so is its style sheet. */
const folder = (module) => /\/pages\/([\w-]+)\/index\.tsx$/.exec(module ?? '')?.[1];
await build({
  ...shared,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    ...output,
    // The browsers that the style sheets are for fetch ahead by themselves.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: join(web, 'index.html'),
      output: {
        entryFileNames: 'console/main-[hash].js',
        chunkFileNames: (chunk) => `console/${folder(chunk.facadeModuleId) ?? '[name]'}-[hash].js`,
        assetFileNames: 'console/[name]-[hash][extname]',
      },
    },
  },
});

// Compressed once here, so that the server compresses nothing while it serves.
for (const name of readdirSync(dist, { recursive: true })) {
  if (!/\.(js|css|html|svg)$/.test(name)) continue;
  const path = join(dist, name);
  writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path)));
}
