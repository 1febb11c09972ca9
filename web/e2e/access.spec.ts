// For everybody: by keyboard, by ear, on phones, enlarged, mirrored, without motion, in colours of their own.
import { expect, html, test, violations } from './support';

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing in any state (${colorScheme})`, async ({ page, context, server, widget }) => {
    await page.emulateMedia({ colorScheme });
    const clean = async (state: string) => {
      await page.waitForTimeout(250);
      expect(await violations(page), state).toEqual([]);
    };
    server.answer = () => [
      'A [link](https://example.org), `code`, **bold**.\n\n```js\nlet a = 1;\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n![A cat](https://example.org/cat.png)\n\n- [x] done\n- [ ] open\n\n> quoted',
    ];
    await widget.visit(server);
    await clean('closed');
    await widget.open();
    await clean('welcome and suggestions');
    await widget.ask('Hello');
    await clean('an answer with everything');
    server.pace = 1500;
    await widget.say('Wait');
    await expect(page.locator('.dots')).toBeVisible();
    await clean('answering');
    await expect(page.locator('.dots')).toBeHidden();
    server.pace = 10;
    const [session] = server.sessions.values();
    server.record(session, { role: 'person', author: 'Ana', text: 'I have taken over.' });
    server.state(session, { attended_by: 'person' });
    server.record(session, { role: 'note', text: 'Ana has joined.' });
    await clean('a person');
    server.state(session, { attended_by: 'assistant' });
    server.breaks = true;
    await widget.ask('Fail');
    await clean('failed');
    server.breaks = false;
    server.faults.push({ path: '/messages', method: 'POST', status: 422, detail: 'No.' });
    await widget.say('Refused');
    await expect(page.locator('.row.refused')).toBeVisible();
    await clean('refused');
    server.faults.push({ path: '/messages', method: 'POST', status: 429, after: 60 });
    await widget.say('Too many');
    await expect(page.locator('.weather')).toBeVisible();
    await clean('too many');
    await context.setOffline(true);
    await clean('offline');
    await context.setOffline(false);
    await page.getByLabel('More').click();
    await clean('the menu');
    await page.getByRole('button', { name: 'End this chat' }).click();
    await expect(page.locator('.log')).toContainText('has ended');
    await clean('ended');
    await page.keyboard.press('Escape');
    server.record(session, { role: 'person', author: 'Ana', text: 'One more thing.' });
    await expect(widget.badge).toBeVisible();
    await clean('unread');
  });

test('everything can be done by keyboard, and the focus comes back', async ({ page, server, widget }) => {
  await widget.visit(server);
  await page.locator('#before').focus();
  await page.keyboard.press('Tab');
  await expect(widget.launcher).toBeFocused();
  await expect(widget.launcher).toHaveAttribute('aria-haspopup', 'dialog');
  await expect(widget.launcher).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('Enter');
  await expect(widget.field).toBeFocused();
  await expect(widget.launcher).toHaveAttribute('aria-expanded', 'true');
  await expect(page.getByRole('dialog', { name: 'Shop assistant' })).toBeVisible();
  await page.keyboard.type('By keyboard');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('in two lines');
  await page.keyboard.press('Enter');
  await expect(page.locator('.row.visitor .bubble')).toHaveText('By keyboard\nin two lines');
  await expect(page.locator('.row.assistant time')).toHaveCount(2);
  await page.getByLabel('More').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(widget.panel).toBeVisible();
  await expect(page.getByLabel('More')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(widget.panel).toHaveCount(0);
  await expect(widget.launcher).toBeFocused();
});

test('Enter that ends a Japanese input sends nothing', async ({ page, server, widget }) => {
  await widget.visit(server);
  await widget.open();
  await widget.field.fill('にほん');
  await widget.field.dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true });
  await expect(page.locator('.row.visitor')).toHaveCount(0);
  await expect(widget.field).toHaveValue('にほん');
});

test('the finished answer is read once, and nothing before it', async ({ page, server, widget }) => {
  await widget.visit(server);
  await widget.open();
  await page.evaluate(() => {
    const said = ((window as never as { said: string[] }).said = [] as string[]);
    const root = document.querySelector('verbatim-widget')?.shadowRoot;
    const hush = root?.querySelector('[aria-live=polite]') as Element;
    new MutationObserver(() => said.push(hush.textContent ?? '')).observe(hush, { childList: true, subtree: true });
  });
  server.pace = 60;
  server.answer = () => ['One ', '**two** ', 'three.'];
  await widget.ask('Count');
  await expect
    .poll(() => page.evaluate(() => (window as never as { said: string[] }).said))
    .toEqual(['Assistant: One two three.']);
  await expect(page.getByRole('log')).toHaveAttribute('aria-live', 'off');
});

test('nothing moves for those who asked for that', async ({ page, server, widget }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  server.pace = 600;
  await widget.visit(server);
  await widget.open();
  await widget.say('Hello');
  await expect(page.locator('.dots')).toBeVisible();
  const moving = await page.evaluate(
    () => document.querySelector('verbatim-widget')?.shadowRoot?.getAnimations().length,
  );
  expect(moving).toBe(0);
});

test('in forced colours every part has an edge', async ({ page, server, widget }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await widget.visit(server);
  await expect(widget.launcher).toHaveCSS('border-top-style', 'solid');
  await widget.open();
  await widget.ask('Hello');
  for (const part of ['.row.visitor .bubble', '.send', '.composer textarea', '.panel'])
    await expect(page.locator(part).first()).toHaveCSS('border-top-style', 'solid');
});

test.describe('phones', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 });

  test('the panel is the screen, the page stands still, and the way back leads out of it', async ({
    page,
    server,
    widget,
  }) => {
    server.html = html({ body: '<p style="height:3000px">Long</p>' });
    await widget.visit(server);
    await widget.open();
    // It comes in with a short movement.
    await expect.poll(() => widget.panel.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
    await expect
      .poll(() =>
        page.evaluate(() => [
          document.documentElement.scrollWidth,
          getComputedStyle(document.documentElement).overflow,
        ]),
      )
      .toEqual([390, 'hidden']);
    await expect.poll(() => widget.panel.evaluate((panel) => panel.matches(':modal'))).toBe(true);
    await expect(widget.field).toHaveCSS('font-size', '16px');
    await widget.ask('Hello');
    expect(await violations(page)).toEqual([]);
    const there = page.url();
    await page.goBack();
    await expect(widget.panel).toHaveCount(0);
    expect(page.url()).toBe(there);
    await expect.poll(() => page.evaluate(() => getComputedStyle(document.documentElement).overflow)).toBe('visible');
    await widget.open();
    await page.getByRole('button', { name: 'Close chat' }).click();
    await expect(widget.panel).toHaveCount(0);
    expect(page.url()).toBe(there);
  });

  test('a router of the page finds itself where it is', async ({ page, server, widget }) => {
    server.html = html({
      head: '<script>history.replaceState({ key: 7 }, ""); window.popped = []; addEventListener("popstate", (event) => popped.push([event.state?.key, location.pathname]))</script>',
    });
    await widget.visit(server);
    await widget.open();
    await page.goBack();
    await expect(widget.panel).toHaveCount(0);
    await widget.open();
    await page.getByRole('button', { name: 'Close chat' }).click();
    const popped = () => page.evaluate(() => (window as never as { popped: unknown[] }).popped);
    await expect.poll(popped).toEqual([
      [7, '/host'],
      [7, '/host'],
    ]);
  });
});

for (const [width, height] of [
  [320, 568],
  [320, 256],
  [500, 400],
] as const)
  test(`at ${width} by ${height} nothing is cut, and nothing scrolls sideways`, async ({ page, server, widget }) => {
    await page.setViewportSize({ width, height });
    server.answer = () => [
      'Averyveryveryveryveryveryveryveryveryveryveryveryverylongwordwithoutanyend\n\n| a | b | c | d | e | f |\n|---|---|---|---|---|---|\n| wide | wide | wide | wide | wide | wide |',
    ];
    await widget.visit(server);
    await widget.open();
    await widget.ask('A long answer, please');
    const { sideways, inside } = await page.evaluate(() => {
      const root = document.querySelector('verbatim-widget')?.shadowRoot as ShadowRoot;
      const log = root.querySelector('.log') as Element;
      const parts = [...root.querySelectorAll('.panel, .head, .composer, .composer textarea, .send, .bubble')];
      return {
        sideways: log.scrollWidth > log.clientWidth || document.documentElement.scrollWidth > innerWidth,
        inside: parts.every((part) => {
          const { left, right } = part.getBoundingClientRect();
          return left >= 0 && right <= innerWidth;
        }),
      };
    });
    expect({ sideways, inside }).toEqual({ sideways: false, inside: true });
    await expect(widget.field).toBeInViewport();
  });

test('with text at twice its size nothing is clipped', async ({ page, server, widget }) => {
  await widget.visit(server);
  await page.addStyleTag({ content: 'verbatim-widget { --vb-width: 640px }' });
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('.vb { font-size: 32px !important }');
    document.querySelector('verbatim-widget')?.shadowRoot?.adoptedStyleSheets.push(sheet);
  });
  await widget.open();
  await widget.ask('Hello');
  const clipped = await page.evaluate(() => {
    const root = document.querySelector('verbatim-widget')?.shadowRoot as ShadowRoot;
    return [...root.querySelectorAll('.head h2, .bubble, .meta, .quiet, .launcher')]
      .filter(
        (part) =>
          part.scrollHeight > part.clientHeight + 1 &&
          part.clientHeight > 0 &&
          getComputedStyle(part).overflow != 'visible',
      )
      .map((part) => part.className);
  });
  expect(clipped).toEqual([]);
});
