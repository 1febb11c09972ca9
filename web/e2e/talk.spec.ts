// Talking: what is said arrives once and in order, whatever the network and the server do meanwhile.
import { expect, html, test, Widget } from './support';

test('an answer streams, and its markdown is drawn without a way in', async ({ page, server, widget }) => {
  await widget.visit(server);
  await widget.open();
  await widget.ask('Hello');
  const bubble = page.locator('.row.assistant .bubble').last();
  await expect(bubble.locator('strong')).toHaveText('bold');
  await expect(bubble.locator('li')).toHaveText(['one', 'two']);
  await expect(bubble.locator('a')).toHaveAttribute('rel', 'noopener noreferrer nofollow');
  await expect(bubble.locator('a')).toHaveCount(1);
  await expect(bubble.locator('img, iframe, script')).toHaveCount(0);
  expect(await page.evaluate(() => (window as never as { __xss?: number }).__xss)).toBeUndefined();
  await expect(page.locator('.suggestions button')).toHaveCount(0);
});

test('the first words are on the screen within a tenth of a second', async ({ page, server, widget }) => {
  server.pace = 150;
  server.answer = () => ['First words', ' and', ' then', ' more', ' words.'];
  await widget.visit(server);
  await widget.open();
  await widget.ask('Warm up');
  await page.evaluate(() => {
    const seen = ((window as never as { seen: number[] }).seen = [] as number[]);
    const rows = document.querySelector('verbatim-widget')?.shadowRoot?.querySelector('.rows') as Element;
    new MutationObserver(() => seen.push(Date.now())).observe(rows, {
      childList: true,
      subtree: true,
      characterData: true,
    });
  });
  const told: number[] = [];
  const { pace } = server;
  server.answer = () => {
    told.push(Date.now() + pace);
    return ['Measured words', ' and', ' more.'];
  };
  await widget.ask('Measure');
  const seen = await page.evaluate(() => (window as never as { seen: number[] }).seen);
  const first = seen.find((at) => at >= (told[0] as number));
  expect((first as number) - (told[0] as number)).toBeLessThan(100);
});

test('an answer can be stopped, and what came of it stays', async ({ page, server, widget }) => {
  server.pace = 200;
  server.answer = () => ['One ', 'two ', 'three ', 'four ', 'five ', 'six ', 'seven ', 'eight '];
  await widget.visit(server);
  await widget.open();
  await widget.say('Count');
  await expect(page.locator('.row.assistant .bubble').last()).toContainText('One two');
  await page.getByRole('button', { name: 'Stop the answer' }).click();
  await expect(page.locator('.row.assistant').last()).toContainText('Stopped');
  await expect(page.locator('.row.assistant .bubble').last()).not.toContainText('eight');
});

test('a failed answer says so and can be tried again', async ({ page, server, widget }) => {
  server.breaks = true;
  await widget.visit(server);
  await widget.open();
  await widget.say('Hello');
  await expect(page.locator('.row.failed')).toContainText('The answer could not be finished.');
  server.breaks = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.locator('.row.assistant .bubble').last()).toContainText('You said: again');
});

test('what is written offline waits, says so, and is sent once and in order', async ({
  page,
  context,
  server,
  widget,
}) => {
  await widget.visit(server);
  await widget.open();
  await widget.ask('Before');
  await context.setOffline(true);
  await widget.say('First');
  await widget.say('Second');
  await expect(page.locator('.weather')).toHaveText(
    'You are offline. What you write is sent when the connection is back.',
  );
  await expect(page.locator('.row.waiting')).toHaveCount(2);
  await context.setOffline(false);
  await expect(page.locator('.row.waiting')).toHaveCount(0);
  await expect(page.locator('.weather')).toBeHidden();
  // What waits no more is on its way; that is not yet there.
  const sent = () =>
    server.log.filter(({ path, method }) => path == '/messages' && method == 'POST').map(({ body }) => body.text);
  await expect.poll(sent).toEqual(['Before', 'First', 'Second']);
  const own = async () => (await widget.texts()).filter((text) => ['First', 'Second'].includes(text));
  await expect.poll(own).toEqual(['First', 'Second']);
});

test('offline before the first message, and over a reload', async ({ page, context, server, widget }) => {
  await widget.visit(server);
  await widget.open();
  await page.waitForTimeout(800);
  await context.setOffline(true);
  await widget.say('Sent offline');
  await expect(page.locator('.row.waiting')).toHaveCount(1);
  await context.setOffline(false);
  server.faults.push({ path: '/messages', method: 'POST', status: 503, after: 30 });
  await expect(page.locator('.weather')).toHaveText('Connecting again. What you write is kept.');
  await page.reload();
  await widget.launcher.waitFor();
  await expect(page.locator('.row.assistant .bubble').last()).toContainText('You said: Sent offline');
  expect(server.sessions.size).toBe(1);
});

test('an answer whose acknowledgement is lost is not sent twice', async ({ page, server, widget }) => {
  await widget.visit(server);
  await widget.open();
  await widget.ask('Before');
  // The server has it, the browser does not know.
  await page.route('**/widget/v1/messages', async (route) => {
    if (route.request().method() != 'POST') return route.continue();
    await route.fetch();
    await route.abort();
    await page.unroute('**/widget/v1/messages');
  });
  await widget.say('Once');
  await expect(page.locator('.row.assistant .bubble').last()).toContainText('You said: Once');
  await expect(page.locator('.row.visitor .bubble', { hasText: 'Once' })).toHaveCount(1);
  const [session] = server.sessions.values();
  expect(session.messages.filter(({ text }: { text: string }) => text == 'Once')).toHaveLength(1);
});

test('a stream that is cut in the middle of an answer goes on without loss or repetition', async ({
  page,
  server,
  widget,
}) => {
  server.pace = 250;
  const words = ['alpha ', 'beta ', 'gamma ', 'delta ', 'epsilon ', 'zeta ', 'eta ', 'theta.'];
  server.answer = () => words;
  await widget.visit(server);
  await widget.open();
  await widget.say('Go');
  const last = page.locator('.row.assistant .bubble').last();
  await expect(last).toContainText('beta');
  server.cut();
  await expect(last).toHaveText(words.join('').trim());
  await expect(page.locator('.row')).toHaveCount(3);
});

test('too many messages are told of, and go on by themselves', async ({ page, server, widget }) => {
  await widget.visit(server);
  await widget.open();
  await widget.ask('Before');
  server.faults.push({ path: '/messages', method: 'POST', status: 429, after: 2 });
  await widget.say('Slow down');
  await expect(page.locator('.weather')).toHaveText(/Sending goes on in [123] seconds?\./);
  await expect(page.locator('.row.assistant .bubble').last()).toContainText('You said: Slow down');
  await expect(page.locator('.weather')).toBeHidden();
});

test('a message that is refused says why, and can be sent again or dropped', async ({ page, server, widget }) => {
  await widget.visit(server);
  await widget.open();
  await widget.ask('Before');
  const refusal = {
    path: '/messages',
    method: 'POST',
    status: 422,
    body: { errors: [{ field: 'text', message: 'may not say that' }] },
  };
  server.faults.push({ ...refusal }, { ...refusal });
  await widget.say('Refused');
  await expect(page.locator('.row.refused')).toContainText('Not sent. may not say that');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.locator('.row.refused')).toHaveCount(1);
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(page.locator('.row.refused')).toHaveCount(0);
  await widget.ask('Allowed');
});

test('two tabs show the same, and a conversation is left in both', async ({ page, context, server, widget }) => {
  await widget.visit(server);
  await widget.open();
  await widget.ask('From the first');
  const other = new Widget(await context.newPage());
  await other.visit(server);
  await expect(other.panel).toBeVisible();
  await expect(other.rows).toContainText(['From the first']);
  await other.ask('From the second');
  await expect(widget.rows).toContainText(['From the second']);
  await expect.poll(() => widget.texts()).toEqual(await other.texts());
  expect(server.log.filter(({ path, method }) => path == '/messages' && method == 'POST')).toHaveLength(2);
  await other.call('reset');
  await expect(page.locator('.row.visitor')).toHaveCount(0);
  await expect(widget.rows).toHaveText(['Hello. Ask me about orders, returns or our stores.']);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

test('a reload brings everything back, and the panel with it', async ({ page, server, widget }) => {
  await widget.visit(server);
  await widget.open();
  await widget.ask('Remember');
  const before = await widget.texts();
  await page.reload();
  await expect(widget.panel).toBeVisible();
  await expect.poll(() => widget.texts()).toEqual(before);
  // It did not ask for the focus: somebody may be reading the page.
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
});

test('what comes while the panel is closed is counted on the launcher and in its name', async ({
  page,
  server,
  widget,
}) => {
  await widget.visit(server);
  await widget.open();
  await widget.ask('Hello');
  await page.keyboard.press('Escape');
  await expect(widget.panel).toHaveCount(0);
  const [session] = server.sessions.values();
  server.record(session, { role: 'person', author: 'Ana', text: 'Your parcel is here.' });
  server.record(session, { role: 'person', author: 'Ana', text: 'Shall I send it?' });
  await expect(widget.badge).toHaveText('2');
  await expect(widget.launcher).toHaveAccessibleName('Open chat, 2 new messages');
  await page.reload();
  await expect(widget.badge).toHaveText('2');
  await widget.open();
  await expect(widget.badge).toBeHidden();
  await expect(page.locator('.row.person .author').first()).toHaveText('Ana');
});

test('a conversation ends, goes on, and begins afresh', async ({ page, server, widget }) => {
  await widget.visit(server);
  await widget.open();
  await widget.ask('Hello');
  await page.getByLabel('More').click();
  await page.getByRole('button', { name: 'End this chat' }).click();
  await expect(page.locator('.log')).toContainText('This conversation has ended.');
  await widget.ask('Still there?');
  await page.getByLabel('More').click();
  await page.getByRole('button', { name: 'Start a new chat' }).click();
  await expect(page.locator('.row.visitor')).toHaveCount(0);
  await widget.ask('Anew');
});

test('a session that has expired can be read, and what is written goes into a new one', async ({
  page,
  server,
  widget,
}) => {
  await widget.visit(server);
  await widget.open();
  await widget.ask('Hello');
  server.cut();
  server.sessions.clear();
  await expect(page.locator('.log')).toContainText('This conversation has expired.');
  await expect(widget.rows).toContainText(['You said: Hello']);
  await widget.say('Again');
  await expect(page.locator('.row.assistant .bubble').last()).toContainText('You said: Again');
  expect(server.sessions.size).toBe(1);
});

test('a token that dies while a message is on its way costs nothing', async ({ page, server, widget }) => {
  await widget.visit(server);
  await widget.open();
  await widget.ask('Hello');
  server.faults.push({ path: '/messages', method: 'POST', status: 401 });
  await widget.say('Keep me');
  await expect(page.locator('.row.assistant .bubble').last()).toContainText('You said: Keep me');
  await expect(page.locator('.row.visitor .bubble', { hasText: 'Keep me' })).toHaveCount(1);
});

test('a long conversation comes in pieces, keeps its place, and shows what is new at the end', async ({
  page,
  server,
  widget,
}) => {
  await widget.visit(server);
  await widget.open();
  await widget.ask('Hello');
  const [session] = server.sessions.values();
  for (let n = 0; n < 500; n++)
    session.messages.push({
      ...session.messages[2],
      id: session.messages[2].id.slice(0, -3) + String(n).padStart(3, '0'),
      client_id: null,
      role: n % 2 ? 'assistant' : 'visitor',
      text: `Line ${n}`,
      at: new Date(Date.now() + n).toISOString(),
    });
  await page.reload();
  await expect(page.locator('.row')).toHaveCount(50);
  await expect(page.locator('.row').last()).toBeInViewport();
  await widget.log.evaluate((log) => (log.scrollTop = 0));
  await expect(page.locator('.row')).toHaveCount(100);
  await expect(page.locator('.row .bubble', { hasText: 'Line 450' })).toBeInViewport();
  server.record(session, { text: 'Something new', at: new Date(Date.now() + 10_000).toISOString() });
  await page.getByRole('button', { name: 'New messages' }).click();
  await expect(page.locator('.row .bubble', { hasText: 'Something new' })).toBeInViewport();
});

test('an answer of 100 KB draws while it streams', async ({ page, server, widget }) => {
  const piece = `${'Some words that fill a paragraph. '.repeat(30)}\n\n- a list\n- of things\n\n`;
  server.pace = 5;
  server.answer = () => Array.from({ length: 100 }, () => piece);
  await widget.visit(server);
  await widget.open();
  await page.evaluate(() => {
    const tasks = ((window as never as { tasks: number[] }).tasks = [] as number[]);
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    });
  });
  await widget.ask('A lot');
  await expect(page.locator('.row.assistant').last().locator('ul')).toHaveCount(100);
  const tasks = await page.evaluate(() => (window as never as { tasks: number[] }).tasks);
  expect(Math.max(0, ...tasks)).toBeLessThan(400);
});

test('work is done before a session where the widget asks for it', async ({ page, server, widget }) => {
  server.config.challenge = { text: 'abc', bits: 12 };
  server.html = html();
  await widget.visit(server);
  await widget.open();
  await widget.ask('Hello');
  const { challenge, proof } = server.log.find(({ path }) => path == '/sessions')?.body ?? {};
  expect(challenge).toBe('abc');
  const bits = await page.evaluate(async (text) => {
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
    return [...hash]
      .map((byte) => byte.toString(2).padStart(8, '0'))
      .join('')
      .indexOf('1');
  }, `abc.${proof}`);
  expect(bits).toBeGreaterThanOrEqual(12);
});
