// The widget against the real program with its own database: the demo page, a second tab, and a server that dies.
import { freePort, Program } from './program';
import { expect, test as base, violations, Widget } from './support';

const test = base.extend<object, { program: Program }>({
  program: [
    async ({}, use) => {
      const program = new Program();
      await program.start(await freePort());
      await use(program);
      await program.stop('SIGTERM');
      program.remove();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

test.describe.configure({ mode: 'serial' });

const demo = async (widget: Widget, program: Program) => {
  await widget.page.goto(`${program.url}/demo`);
  await expect(widget.launcher).toBeVisible();
};
const last = (widget: Widget) => widget.page.locator('.row.assistant .bubble').last();

test('the scripts are served compressed, cacheable and to any site', async ({ program }) => {
  const loader = await fetch(`${program.url}/widget.js`, { headers: { 'accept-encoding': 'br' } });
  const tag = loader.headers.get('etag') ?? '';
  expect(loader.status).toBe(200);
  expect(Object.fromEntries(loader.headers)).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, no-cache',
    'content-encoding': 'br',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
    vary: 'accept-encoding',
  });
  const source = await loader.text();
  const again = await fetch(`${program.url}/widget.js`, { headers: { 'if-none-match': tag } });
  expect(again.status).toBe(304);
  const panel = /\/widget\/panel-[\w-]+\.js/.exec(source)?.[0] ?? '';
  const plain = await fetch(program.url + panel, { headers: { 'accept-encoding': 'identity' } });
  expect(plain.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(plain.headers.get('content-encoding')).toBeNull();
  for (const path of ['/widget/none.js', '/widget/panel.css', '/widget/.gitkeep', '/widget/..%2f..%2fCargo.toml'])
    expect((await fetch(program.url + path)).status, path).toBe(404);
});

test('a visitor talks on the demo page, under its strict policy', async ({ page, widget, program }) => {
  const broken: string[] = [];
  page.on('console', (message) => /Content Security|Trusted/.test(message.text()) && broken.push(message.text()));
  await demo(widget, program);
  await widget.open();
  await widget.say('Hello from a browser');
  await expect(last(widget)).toContainText('Hello from a browser');
  expect(await violations(page)).toEqual([]);
  const before = await widget.texts();
  await page.reload();
  await expect(widget.panel).toBeVisible();
  await expect.poll(() => widget.texts()).toEqual(before);
  expect(broken).toEqual([]);
});

test('two tabs show the same', async ({ context, widget, program }) => {
  await demo(widget, program);
  await widget.open();
  await widget.say('First tab');
  await expect(last(widget)).toContainText('First tab');
  const other = new Widget(await context.newPage());
  await demo(other, program);
  await expect(other.rows).toContainText(['First tab']);
  await other.say('Second tab');
  await expect(last(other)).toContainText('Second tab');
  await expect.poll(() => widget.texts()).toEqual(await other.texts());
});

test('the server is killed while the visitor writes: nothing is lost, nothing is there twice', async ({
  page,
  widget,
  program,
}) => {
  test.setTimeout(150_000);
  await demo(widget, program);
  await widget.open();
  await widget.say('Before the crash');
  await expect(last(widget)).toContainText('Before the crash');
  const { port } = new URL(program.url);
  await widget.say('Into the crash');
  await program.stop('SIGKILL');
  await widget.say('While it is away');
  await expect(page.locator('.weather')).toHaveText('Connecting again. What you write is kept.');
  await program.start(Number(port));
  // An answer that the crash cut off is taken up once the claim on it has run out.
  await expect(last(widget)).toContainText('While it is away', { timeout: 100_000 });
  await expect(page.locator('.weather')).toBeHidden();
  const mine = await page.locator('.row.visitor .bubble').allInnerTexts();
  expect(mine).toEqual(['Before the crash', 'Into the crash', 'While it is away']);
  await page.reload();
  await expect(page.locator('.row.visitor .bubble')).toHaveText(mine);
  await expect(page.locator('.row.waiting')).toHaveCount(0);
});

test('a conversation is ended, begun afresh and forgotten', async ({ page, widget, program }) => {
  await demo(widget, program);
  await widget.open();
  await widget.say('One');
  await expect(last(widget)).toContainText('One');
  await page.getByLabel('More').click();
  await page.getByRole('button', { name: 'End this chat' }).click();
  await expect(page.locator('.log')).toContainText('This conversation has ended.');
  await page.locator('.notice').getByRole('button', { name: 'Start a new chat' }).click();
  await expect(page.locator('.row.visitor')).toHaveCount(0);
  await widget.say('Two');
  await expect(last(widget)).toContainText('Two');
  await widget.call('reset');
  await expect(page.locator('.row.visitor')).toHaveCount(0);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});
