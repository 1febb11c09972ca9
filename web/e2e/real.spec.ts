// The widget against the real program with its own database: the demo page, a second tab, and a server that dies.
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test as base, violations, Widget } from './support';

const PROGRAM = fileURLToPath(new URL('../../target/debug/verbatim', import.meta.url));

/** A port that was free a moment ago. */
const freePort = () =>
  new Promise<number>((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });

class Program {
  private child: ChildProcess | undefined;
  readonly data = mkdtempSync(join(tmpdir(), 'verbatim-e2e-'));
  url = '';

  async start(port: number) {
    this.url = `http://127.0.0.1:${port}`;
    const { DATABASE_URL: _, ...rest } = process.env;
    const env = { ...rest, VERBATIM_DATA_DIR: this.data, VERBATIM_LISTEN: `127.0.0.1:${port}` };
    this.child = spawn(PROGRAM, ['serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    this.child.stdout?.on('data', (data) => (said += data));
    this.child.stderr?.on('data', (data) => (said += data));
    for (let tries = 0; tries < 300; tries++) {
      if (this.child.exitCode != null) throw new Error(`The program ended: ${said}`);
      const answer = await fetch(`${this.url}/readyz`).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise((done) => setTimeout(done, 200));
    }
    throw new Error(`The program is not ready after a minute: ${said}`);
  }

  async stop(signal: 'SIGKILL' | 'SIGTERM') {
    const { child } = this;
    if (!child || child.exitCode != null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill(signal);
    await ended;
  }
}

const test = base.extend<object, { program: Program }>({
  program: [
    async ({}, use) => {
      const program = new Program();
      // Root's server runs its database as another user, who has to reach the folder.
      chmodSync(program.data, 0o755);
      await program.start(await freePort());
      await use(program);
      await program.stop('SIGTERM');
      rmSync(program.data, { recursive: true, force: true });
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
  await expect(last(widget)).toContainText('While it is away', { timeout: 40_000 });
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
