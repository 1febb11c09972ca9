// The detail of a conversation: what was said, what stands behind it, what people think of it.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, PERSON, record, sideways, test, violations, type Said, type Server } from './support';

const DAY = Date.parse('2026-03-01T09:00:00Z');
const ANSWER = { model: 'gpt-4.1-mini', usage: { input_tokens: 912, output_tokens: 88, cache_read_tokens: 512 } };
const TALK: Said[] = [
  { role: 'user', content: 'Where is my order **48213**?' },
  {
    role: 'assistant',
    content: '',
    ...ANSWER,
    function_calls: [
      { name: 'find_order', arguments: { order: 48213, card: '[Filtered]' }, result: { state: 'shipped' } },
      { name: 'tell_warehouse', arguments: {}, error: 'HTTP 502' },
    ],
  },
  {
    role: 'assistant',
    content: 'It **left** today.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n![map](https://maps.example.com/x.png)',
    cost: '0.000525',
    ...ANSWER,
  },
  {
    role: 'user',
    content: '<img src=x onerror="document.title=1"> <script>document.title=2</script> [x](javascript:alert(1))',
  },
  { role: 'assistant', content: 'Your card is [Filtered].', ...ANSWER, model: 'my-own-model' },
  { role: 'user', content: '[Filtered]' },
  { role: 'assistant', content: '', error: 'timeout: no answer within 30 s', ...ANSWER },
  { role: 'user', content: Array.from({ length: 60 }, (_, at) => `Line ${at + 1}`).join('\n') },
];

const talk = (server: Server, messages: (string | Said)[] = TALK) => record(server, messages, { at: DAY });
const open = async (page: Page, server: Server, id: string, hash = '') => {
  await page.goto(`${server.url}/conversations/${id}${hash}`);
  await expect(page.locator('.message').first()).toBeVisible();
};
const message = (page: Page, text: string) => page.locator('.message', { hasText: text });
const ids = async (server: Server, id: string) =>
  (await server.api<{ data: { id: string }[] }>('GET', `/api/v1/conversations/${id}/messages?limit=100`)).data.map(
    ({ id }) => id,
  );

test('the transcript is read as it was meant, and nothing in it runs or loads', async ({ console: page, server }) => {
  const id = await talk(server);
  await open(page, server, id);
  await expect(page.locator('.message b, .message strong', { hasText: '48213' })).toBeVisible();
  await expect(page.locator('.message table td').first()).toHaveText('1');
  await expect(page.locator('.message img')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /Show image/ })).toBeVisible();
  await expect(page.locator('.message a[href^="javascript"]')).toHaveCount(0);
  await expect(page).not.toHaveTitle(/^[12]$/);
  await expect(message(page, 'Your card is').locator('.redacted')).toHaveText('Redacted');
  // A message that is nothing but the mark.
  await expect(page.locator('.message.from-user .bubble > .redacted')).toHaveCount(1);
  await expect(page.locator('.day')).toContainText('1 Mar 2026');
  await page.getByRole('button', { name: 'View', exact: true }).click();
  await page.getByRole('menuitemradio', { name: 'Raw' }).click();
  await expect(page.locator('.as-written', { hasText: '**48213**' })).toBeVisible();
});

test('tools stand between the messages with what they were given and gave back', async ({ console: page, server }) => {
  await open(page, server, await talk(server));
  const call = page.locator('.call', { hasText: 'find_order' });
  await call.locator('summary').click();
  await expect(call.locator('.json').first()).toContainText('"order": 48213');
  await expect(call.locator('.redacted')).toBeVisible();
  await expect(call.locator('.json').last()).toContainText('shipped');
  await expect(page.locator('.call.wrong')).toContainText('failed');
  await page.getByRole('button', { name: 'View', exact: true }).click();
  await page.getByRole('menuitemradio', { name: 'Conversation only' }).click();
  await expect(page.locator('.call')).toHaveCount(0);
  await page.getByRole('button', { name: 'View', exact: true }).click();
  await page.getByRole('menuitemradio', { name: 'Everything' }).click();
  await expect(page.locator('.call')).toHaveCount(2);
});

test('a message that is chosen shows its calls, tokens, cost and failure; the error count jumps', async ({
  console: page,
  server,
}) => {
  await open(page, server, await talk(server));
  const side = page.locator('.detail-side');
  await message(page, 'It left today').locator('.message-facts a').click();
  await expect(side.locator('.spans li')).toHaveCount(4);
  await expect(side).toContainText('912 · 512 from cache');
  await expect(side).toContainText('$0.000525');
  await message(page, 'Your card is').locator('.message-facts a').click();
  await expect(side.locator('.side-part').first()).toContainText('Price unknown');
  await page.locator('.detail-head').getByRole('button', { name: /error/ }).click();
  await expect(page.locator('.message.chosen')).toHaveClass(/wrong/);
  await expect(page).toHaveURL(/#m-/);
  await page.keyboard.press('Escape');
  await expect(page.locator('.message.chosen')).toHaveCount(0);
});

test('a link to a message opens at it; N and P go on from there', async ({ console: page, server }) => {
  const id = await talk(server);
  const all = await ids(server, id);
  await open(page, server, id, `#m-${all[2]}`);
  await expect(page.locator('.message.chosen')).toContainText('left');
  await expect(page.locator('.message.chosen')).toBeInViewport();
  await page.keyboard.press('n');
  await expect(page).toHaveURL(new RegExp(`#m-${all[3]}$`));
  await page.keyboard.press('p');
  await page.keyboard.press('p');
  await expect(page).toHaveURL(new RegExp(`#m-${all[1]}$`));
  await page.reload();
  await expect(page.locator('.message.chosen')).toBeVisible();
});

test('what is long is folded', async ({ console: page, server }) => {
  await open(page, server, await talk(server, ['Print it', { role: 'assistant', content: 'word '.repeat(19_000) }]));
  const bubble = page.locator('.message.from-assistant .bubble');
  expect((await bubble.innerText()).length).toBeLessThan(2000);
  await bubble.getByRole('button', { name: /Show the first 8.0 KB of 95 KB/ }).click();
  expect((await bubble.innerText()).length).toBeLessThan(8200);
  await bubble.getByRole('button', { name: 'Show all 95 KB' }).click();
  expect((await bubble.innerText()).length).toBeGreaterThan(90_000);
  await bubble.getByRole('button', { name: 'Show less' }).click();
  expect((await bubble.innerText()).length).toBeLessThan(2000);
});

test('feedback, tags and comments are kept, and a draft survives a reload', async ({ console: page, server }) => {
  const id = await talk(server);
  await open(page, server, id);
  const up = message(page, 'It left today').getByRole('button', { name: /Good answer/ });
  await up.click();
  await expect(up).toHaveAttribute('aria-pressed', 'true');
  await up.click();
  await expect(up).toHaveAttribute('aria-pressed', 'false');
  await up.click();

  const side = page.locator('.detail-side');
  await side.getByRole('button', { name: 'Add a score' }).click();
  await side.getByRole('combobox', { name: 'Name of the score' }).fill('tone');
  await page.keyboard.press('Enter');
  await side.getByLabel('Value').fill('friendly');
  await side.getByLabel('Reason').fill('Says thank you.');
  await side.getByRole('button', { name: 'Save' }).click();
  await expect(side.locator('.scores')).toContainText('friendly');
  await expect(side.locator('.scores')).toContainText('Says thank you.');

  await side.getByRole('combobox', { name: 'Add a tag' }).fill('refund');
  await page.keyboard.press('Enter');
  await expect(side.locator('.tag-list')).toContainText('refund');

  const field = side.getByRole('textbox', { name: 'Write a comment' });
  await field.fill('Has called **twice**.');
  await page.reload();
  await expect(field).toHaveValue('Has called **twice**.');
  await side.getByRole('button', { name: 'Comment', exact: true }).click();
  await expect(side.locator('.comments')).toContainText('Has called twice.');
  await expect(side.locator('.comments')).toContainText(PERSON.name);
  await expect(page.locator('.scroller .note')).toContainText('Has called twice.');
  await expect(field).toHaveValue('');
  await expect(up).toHaveAttribute('aria-pressed', 'true');
  await expect(side.locator('.tag-list')).toContainText('refund');
});

test('the side says who, when, what is known and what it cost', async ({ console: page, server }) => {
  const id = await talk(server);
  await server.api('PUT', `/api/v1/conversations/${id}/variables`, { variables: { city: 'Bergen' } });
  await open(page, server, id);
  const side = page.locator('.detail-side');
  const city = side.locator('.variables > li', { hasText: 'city' });
  await expect(city).toContainText('Bergen');
  await city.getByText('1 former value').click();
  await expect(city).toContainText('Oslo');
  for (const words of ['Type', 'Messages', 'From the customer', 'Total cost', 'Created', 'Updated', 'Assistant'])
    await expect(side.locator('dt', { hasText: words }).first()).toBeVisible();
  await expect(side.locator('.model-cost', { hasText: 'my-own-model' })).toContainText('Price unknown');
  await page.keyboard.press('t');
  await expect(side).toHaveCount(0);
});

test('what is said while one looks comes by itself, at the end only for those who are there', async ({
  console: page,
  server,
}) => {
  const many = Array.from(
    { length: 30 },
    (_, at) => `Message ${at}, and some words that take a line or two of the page.`,
  );
  const id = await talk(server, many);
  const say = (name: string) =>
    server.api('POST', `/api/v1/conversations/${id}/messages`, {
      messages: [{ id: name, role: 'user', content: name, created_at: new Date().toISOString() }],
    });
  await open(page, server, id);
  await say('News for those at the end');
  await expect(message(page, 'News for those at the end')).toBeInViewport();
  await page.locator('.scroller').evaluate((element) => element.scrollTo(0, 200));
  await page.locator('.scroller').evaluate(() => new Promise(requestAnimationFrame));
  await say('News for later');
  await expect(message(page, 'News for later')).toBeAttached();
  await expect(message(page, 'News for later')).not.toBeInViewport();
  expect(await page.locator('.scroller').evaluate((element) => element.scrollTop)).toBe(200);
  await page.getByRole('button', { name: 'To the end' }).click();
  await expect(message(page, 'News for later')).toBeInViewport();
});

test('ten thousand messages open at the end, and are found and gone through without being drawn', async ({
  console: page,
  server,
}) => {
  test.setTimeout(120_000);
  const external = `long-${Date.now()}`;
  let id = '';
  for (let block = 0; block < 10; block++) {
    const messages = Array.from({ length: 1000 }, (_, at) => {
      const number = block * 1000 + at;
      return {
        id: `${number}`,
        role: number % 2 ? 'assistant' : 'user',
        content: number == 1234 ? 'A needle in here' : `Message ${number} ${'and words '.repeat(number % 17)}`,
        created_at: new Date(DAY + number * 60_000).toISOString(),
      };
    });
    if (!id) {
      const body = { type: 'api', external_identifier: external, messages };
      id = (await server.api<{ conversation_id: string }>('POST', '/api/v1/conversations', body)).conversation_id;
    } else await server.api('POST', `/api/v1/conversations/${id}/messages`, { messages });
  }
  await open(page, server, id);
  await expect(message(page, 'Message 9999')).toBeInViewport();
  expect(await page.locator('.detail *').count()).toBeLessThan(600);
  const frames = await page.evaluate(async () => {
    const element = document.querySelector('.scroller') as HTMLElement;
    let blank = 0;
    for (let at = 0; at < 200; at++) {
      element.scrollTop -= 80;
      await new Promise(requestAnimationFrame);
      const { left, top } = element.getBoundingClientRect();
      if (document.elementFromPoint(left + 60, top + 200) == element) blank++;
    }
    return blank;
  });
  expect(frames).toBe(0);
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Find in this conversation' }).fill('NEEDLE');
  await expect(page.locator('.message.chosen')).toContainText('A needle in here', { timeout: 40_000 });
  await expect(page.locator('.message.chosen')).toBeInViewport();
  await expect(page.locator('.find-count')).toHaveText('1 of 1');
  await page.getByLabel('Go to day').fill('2026-03-04');
  await expect(page.locator('.message.chosen time')).toHaveAttribute('datetime', '2026-03-04T00:00:00Z');
  await expect(page.locator('.message.chosen')).toBeInViewport();
  expect(await page.locator('.detail *').count()).toBeLessThan(600);
});

test('an export has all of it', async ({ console: page, server }) => {
  const id = await talk(server);
  await open(page, server, id);
  const saved = async (name: string) => {
    await page.getByRole('button', { name: 'More', exact: true }).last().click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name }).click()]);
    return readFileSync(await download.path(), 'utf8');
  };
  const json = JSON.parse(await saved('Export as JSON')) as { id: string; messages: unknown[]; variables: object };
  expect(json.id).toBe(id);
  expect(json.messages).toHaveLength(TALK.length);
  expect(json.variables).toHaveProperty('input');
  expect(await saved('Export as text')).toContain('Where is my order **48213**?');
});

test('deleting takes it away at once and undo brings it back', async ({ console: page, server }) => {
  const id = await talk(server);
  await open(page, server, id);
  await page.getByRole('button', { name: 'More', exact: true }).last().click();
  await page.getByRole('menuitem', { name: 'Delete conversation' }).click();
  await expect(page).not.toHaveURL(new RegExp(id));
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator(`a[href*="${id}"]`).first()).toBeVisible();
  expect((await server.api<{ id: string }>('GET', `/api/v1/conversations/${id}`)).id).toBe(id);
});

test('one that is not there says so', async ({ console: page, server }) => {
  await page.goto(`${server.url}/conversations/01980000-0000-7000-8000-000000000000`);
  await expect(page.getByRole('heading', { name: 'There is no such conversation' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test('it is accessible, and fits where it is shown', async ({ console: page, server }) => {
  test.setTimeout(120_000);
  const id = await talk(server);
  await server.api('POST', `/api/v1/conversations/${id}/notes`, { text: 'A comment.', author: 'Bob' });
  const all = await ids(server, id);
  await open(page, server, id, `#m-${all[2]}`);
  await expect(page.locator('.spans li')).toHaveCount(4);
  await page.getByRole('button', { name: 'Add a score' }).click();
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  expect(await violations(page)).toEqual([]);
  for (const width of [1024, 390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await sideways(page), `${width}`).toBe(false);
    expect(
      await page.locator('.detail').evaluate((element) => element.scrollWidth <= element.clientWidth),
      `${width}`,
    ).toBe(true);
  }
  await page.getByRole('button', { name: 'Details', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Details' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
});
