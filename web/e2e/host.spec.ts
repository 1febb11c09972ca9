// The widget as a guest on somebody's page: what it costs, what it leaves alone, and what it withstands.
import { expect, html, test } from './support';

test('until somebody means it, there is one request, no storage, one global and no shift', async ({
  page,
  server,
  widget,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.addInitScript(() => {
    Object.assign(window, { shift: 0, before: new Set(Object.getOwnPropertyNames(window)) });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        (window as never as { shift: number }).shift += (entry as never as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await widget.visit(server);
  await page.waitForTimeout(1000);
  expect(asked.filter((path) => path != '/favicon.ico')).toEqual(['/host', '/widget.js']);
  const left = await page.evaluate(() => ({
    keys: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
    cookies: document.cookie,
    globals: Object.getOwnPropertyNames(window).filter(
      (name) => !(window as never as { before: Set<string> }).before.has(name),
    ),
    shift: (window as never as { shift: number }).shift,
  }));
  expect(left).toEqual({ keys: [], cookies: '', globals: ['shift', 'before', 'Verbatim'], shift: 0 });
  await widget.open();
  await page.waitForTimeout(800);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
});

for (const at of ['head', 'body'] as const)
  for (const policy of [
    "default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    "default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'",
  ])
    test(`it talks under ${policy.slice(0, 60)}…, with the script in the ${at}`, async ({ page, server, widget }) => {
      await page.addInitScript(() => {
        Object.assign(window, { broken: [] });
        addEventListener('securitypolicyviolation', (event) =>
          (window as never as { broken: string[] }).broken.push(event.violatedDirective),
        );
      });
      server.headers = { 'content-security-policy': policy };
      server.html = html({ at, attributes: 'data-widget="pub_demo" nonce="abc"' }).replace(/<style>.*?<\/style>/s, '');
      await widget.visit(server);
      await widget.open();
      await widget.ask('Hello');
      await expect(page.locator('.bubble strong')).toHaveText('bold');
      const broken = await page.evaluate(() => (window as never as { broken: string[] }).broken);
      expect(broken.filter((directive) => directive != 'img-src')).toEqual([]);
    });

test('loud host styles do not reach in, and none leak out', async ({ page, server, widget }) => {
  const look = () =>
    page.evaluate(() => {
      const root = document.querySelector('verbatim-widget')?.shadowRoot;
      const styles = ['.panel', '.panel textarea', '.launcher', '.panel h2'].map((selector) => {
        const style = getComputedStyle(root?.querySelector(selector) as Element);
        return [
          style.fontSize,
          style.color,
          style.display,
          style.position,
          style.textTransform,
          style.letterSpacing,
          style.backgroundColor,
        ];
      });
      const { top, left, width, height } = root?.querySelector('.panel')?.getBoundingClientRect() as DOMRect;
      return { styles, box: [top, left, width, height] };
    });
  await widget.visit(server);
  const own = await page.evaluate(() => getComputedStyle(document.body).fontFamily);
  await widget.open();
  await page.waitForTimeout(400);
  const calm = await look();
  expect(await page.evaluate(() => getComputedStyle(document.body).fontFamily)).toBe(own);

  server.html = html({
    head: `<style>* { all: unset !important } verbatim-widget, div, button, textarea { display: none !important; color: red !important; font: 40px fantasy !important; text-transform: uppercase !important; letter-spacing: 9px !important; position: static !important }</style>`,
  });
  await widget.visit(server);
  await widget.open();
  await page.waitForTimeout(400);
  expect(await look()).toEqual(calm);
});

test('two scripts make one widget and one warning', async ({ page, server, widget }) => {
  const warnings: string[] = [];
  page.on('console', (message) => message.type() == 'warning' && warnings.push(message.text()));
  server.html = html({ body: '<script src="/widget.js?again" data-widget="pub_other" async></script>' });
  await widget.visit(server);
  await page.waitForTimeout(500);
  await expect(page.locator('verbatim-widget')).toHaveCount(1);
  expect(warnings).toEqual(['Verbatim: this page embeds the widget twice; the second script does nothing.']);
});

test('it stays when a page replaces its body, and goes when it is told to', async ({ page, server, widget }) => {
  await widget.visit(server);
  await widget.open();
  await widget.ask('Hello');
  await page.evaluate(() => {
    history.pushState({}, '', '/host?page=2');
    const body = document.createElement('body');
    body.textContent = 'Another page';
    document.documentElement.replaceChild(body, document.body);
  });
  await expect(widget.launcher).toBeVisible();
  await expect(widget.rows).toContainText(['Hello. Ask me', 'Hello', 'You said: Hello']);
  await page.evaluate(() => (document.body.innerHTML = ''));
  await expect(widget.launcher).toBeVisible();
  await widget.call('destroy');
  await expect(page.locator('verbatim-widget')).toHaveCount(0);
  expect(await page.evaluate(() => 'Verbatim' in window)).toBe(false);
});

test('a widget that is switched off hides, and says why once', async ({ page, server, widget }) => {
  const warnings: string[] = [];
  page.on('console', (message) => message.type() == 'warning' && warnings.push(message.text()));
  server.faults.push({ path: '/config', status: 403, detail: 'This chat is not for pages of http://127.0.0.1.' });
  await widget.visit(server);
  await widget.launcher.hover();
  await expect(widget.launcher).toBeHidden();
  await widget.call('open');
  expect(warnings).toEqual(['Verbatim: the widget is not shown. This chat is not for pages of http://127.0.0.1.']);
});

test('calls before the script has run are kept, and events are told', async ({ page, server, widget }) => {
  server.html = html({
    head: `<script>window.told = []; window.Verbatim = { q: [['on', 'ready', () => told.push('ready')], ['on', 'open', () => told.push('open')], ['on', 'message', (message) => told.push(message.role + ': ' + message.text.slice(0, 8))], ['setVariables', { plan: 'gold' }], ['open'], ['send', 'From the page']] }</script>`,
  });
  await widget.visit(server);
  await expect(widget.panel).toBeVisible();
  await expect(page.locator('.row.assistant time')).toHaveCount(2);
  const told = await page.evaluate(() => (window as never as { told: string[] }).told);
  expect(told).toEqual(['ready', 'open', 'visitor: From the', 'assistant: You said']);
  const begun = server.log.find(({ path }: { path: string }) => path == '/sessions');
  expect(begun?.body.variables).toEqual({ plan: 'gold' });
});

test('attributes of the script are heeded', async ({ page, server, widget }) => {
  server.html = html({
    attributes:
      'data-widget="pub_demo" data-position="left" data-accent="#ffd400" data-offset-x="40" data-offset-y="60" data-label="Chat with us" data-lang="de" data-open',
  });
  await widget.visit(server);
  await expect(widget.panel).toBeVisible();
  await expect(widget.field).toHaveAttribute('placeholder', 'Nachricht schreiben');
  const box = await widget.launcher.boundingBox();
  expect([box?.x, Math.round(800 - (box?.y ?? 0) - (box?.height ?? 0))]).toEqual([40, 60]);
  const { backgroundColor, color } = await widget.launcher.evaluate((element) => ({ ...getComputedStyle(element) }));
  expect([backgroundColor, color]).toEqual(['rgb(255, 212, 0)', 'rgb(17, 17, 17)']);
  await expect(widget.launcher).toHaveText('Chat with us');
  await expect(page.locator('.panel')).toHaveAttribute('lang', 'de');
});

test('a host page from right to left is mirrored', async ({ page, server, widget }) => {
  server.html = html({ html: 'lang="ar" dir="rtl"' });
  await widget.visit(server);
  const box = await widget.launcher.boundingBox();
  expect(box?.x).toBe(20);
  await widget.open();
  await expect(widget.field).toHaveCSS('direction', 'rtl');
  await expect(widget.field).toHaveAttribute('placeholder', 'اكتب رسالة');
  await widget.ask('مرحبا');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});
