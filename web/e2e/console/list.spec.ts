// The list of conversations as somebody uses it.
import { expect, record, sideways, test, violations } from './support';

const rows = '.conversation:not(.waiting)';
const unique = () => `w${Math.random().toString(36).slice(2, 10)}`;

test('shows who, what and when, without a violation, on any width', async ({ console: page, server }) => {
  await record(server, [
    'Where is my order 48213?',
    { role: 'assistant', content: 'It left this morning.', cost: '0.0125' },
  ]);
  await page.goto(`${server.url}/conversations`);
  const row = page.locator(rows).filter({ hasText: 'Grace Hopper' }).first();
  await expect(row).toContainText('API');
  await expect(row).toContainText('It left this morning.');
  await expect(row.getByRole('link')).toHaveAttribute('href', /^\/conversations\/[\da-f-]{36}$/);
  await expect(page).toHaveTitle('Conversations · Verbatim');
  expect(await violations(page)).toEqual([]);
  for (const width of [1024, 390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    await expect(row.getByRole('link')).toBeVisible();
    expect(await sideways(page), `${width}`).toBe(false);
    expect(await violations(page)).toEqual([]);
  }
});

test('keeps filters in the address, and each is taken away by one click', async ({ console: page, server }) => {
  await record(server, ['One for the filters']);
  await page.goto(`${server.url}/conversations`);
  // Keys are heard once the page stands.
  await expect(page.locator(rows).first()).toBeVisible();
  await page.keyboard.press('f');
  await page.getByRole('menuitem', { name: 'Type' }).click();
  await page.getByRole('checkbox', { name: 'API' }).check();
  await expect(page).toHaveURL(/type=api/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('f');
  await page.getByRole('menuitem', { name: 'Begun' }).click();
  await page.getByRole('button', { name: '7 days' }).click();
  await expect(page).toHaveURL(/days=7/);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Change Type: API' })).toBeVisible();
  await expect(page.locator(rows).first()).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Remove Type: API' }).click();
  await expect(page).toHaveURL(/\?days=7$/);
  await page.goBack();
  await expect(page).toHaveURL(/type=api/);
  await page.goto(`${server.url}/conversations?external_identifier=nobody&status=ended`);
  await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test('opens a menu from its beginning, however soon after it was closed', async ({ console: page, server }) => {
  await record(server, ['One for the menu']);
  await page.goto(`${server.url}/conversations`);
  await expect(page.locator(rows).first()).toBeVisible();
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Type' }).click();
  await expect(page.getByRole('checkbox', { name: 'API' })).toBeVisible();
  // In one task, as a busy machine takes two keys.
  await page.locator('#list-filter [popover]').evaluate((panel: HTMLElement) => {
    panel.hidePopover();
    panel.showPopover();
  });
  await expect(page.getByRole('menuitem', { name: 'Begun' })).toBeVisible();
});

test('ships a view without tests', async ({ console: page, server }) => {
  await page.goto(`${server.url}/conversations`);
  await page.getByRole('button', { name: 'View: All conversations' }).click();
  await page.getByRole('menuitemradio', { name: 'Real traffic' }).click();
  await expect(page).toHaveURL(/include_test=false/);
  await expect(page.getByRole('button', { name: 'View: Real traffic' })).toBeVisible();
});

test('marks what a search found, and goes straight to an id', async ({ console: page, server }) => {
  const word = unique();
  const id = await record(server, [`Is the café ${word} open?`, 'Yes.']);
  await page.goto(`${server.url}/conversations`);
  await expect(page.locator(rows).first()).toBeVisible();
  await page.keyboard.press('/');
  // Search knows a message some seconds after it was recorded.
  await expect(async () => {
    await page.goto(`${server.url}/conversations?q=${word}`);
    await expect(page.locator('mark').first()).toHaveText(word, { timeout: 1500 });
  }).toPass();
  await page.getByRole('searchbox').fill(id);
  await expect(page).toHaveURL(`${server.url}/conversations/${id}`);
});

test('is walked, opened and left by keys', async ({ console: page, server }) => {
  const city = unique();
  for (const name of ['First', 'Second']) await record(server, ['Hello'], { name, city });
  const list = `/conversations?variable=city%3D${city}`;
  await page.goto(`${server.url}${list}`);
  await expect(page.locator(rows).first()).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.locator('.who:focus')).toHaveText('Second');
  await page.keyboard.press('j');
  await expect(page.locator('.who:focus')).toHaveText('First');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/conversations\/[\da-f-]{36}\?variable=city/);
  await page.keyboard.press('k');
  await expect(page.locator('.conversation.open')).toContainText('Second');
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(`${server.url}${list}`);
  await expect(page.locator('.who:focus')).toHaveText('Second');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys that work here' })).toContainText('Next conversation');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('checkbox', { name: 'Single letters are keys' }).uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await expect(page.locator('.who:focus')).toHaveText('Second');
});

test('deletes one with a way back, and for good when the page is left', async ({ console: page, server }) => {
  const [kept, gone] = [unique(), unique()];
  await record(server, ['Stay'], { name: kept });
  const id = await record(server, ['Go'], { name: gone });
  await page.goto(`${server.url}/conversations?type=api`);
  const row = (name: string) => page.locator(rows).filter({ hasText: name });
  for (const name of [kept, gone]) {
    await row(name).getByRole('checkbox').click({ force: true });
    await expect(page.getByText('1 selected')).toBeVisible();
    await page.keyboard.press('#');
    await expect(row(name)).toHaveCount(0);
    if (name == kept) {
      await page.getByRole('button', { name: 'Undo' }).click();
      await expect(row(kept)).toHaveCount(1);
    }
  }
  await page.goto('about:blank');
  await expect
    .poll(() =>
      server.api('GET', `/api/v1/conversations/${id}`).then(
        () => 'there',
        () => 'gone',
      ),
    )
    .toBe('gone');
});

test('selects a range, and all that match by the server’s count', async ({ console: page, server }) => {
  const city = unique();
  for (let index = 0; index < 5; index++) await record(server, ['Hello', 'Hi'], { city });
  await page.goto(`${server.url}/conversations?variable=city%3D${city}&days=7`);
  const picks = page.locator(rows).getByRole('checkbox');
  await picks.nth(0).click({ force: true });
  await picks.nth(3).click({ force: true, modifiers: ['Shift'] });
  await expect(page.getByText('4 selected')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Select all that match' }).click();
  await expect(page.getByText('All 5 matching selected')).toBeVisible();
  await page.keyboard.press('#');
  await expect(page.getByRole('dialog', { name: 'Delete 5 conversations?' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Keep them' }).click();
});

test('shows news at once at the top, and lets them wait while one reads', async ({ console: page, server }) => {
  for (let index = 0; index < 30; index++) await record(server, ['Hello'], { name: `Filler ${index}` });
  const name = unique();
  await page.goto(`${server.url}/conversations`);
  await expect(page.locator(rows).first()).toBeVisible();
  await page.mouse.move(100, 600);
  await page.waitForTimeout(1200);
  await record(server, ['I am new'], { name });
  await expect(page.locator(rows).filter({ hasText: name })).toBeVisible({ timeout: 5000 });
  await page.locator('.list-scroll').evaluate((element) => element.scrollTo(0, 640));
  const seen = () =>
    page
      .locator(rows)
      .evaluateAll((all) =>
        all.map((row) => `${row.getBoundingClientRect().top} ${(row as HTMLElement).dataset.id}`).sort(),
      );
  await page.waitForTimeout(300);
  const before = await seen();
  const other = unique();
  await record(server, ['I come later'], { name: other });
  const news = page.getByRole('button', { name: /^\d+ new$/ });
  await expect(news).toBeVisible();
  expect(await seen()).toEqual(before);
  expect(await violations(page)).toEqual([]);
  await news.click();
  await expect(page.locator(rows).first()).toContainText(other);
});

test('draws only what is seen, however far one scrolls, and comes back to where one was', async ({
  console: page,
  server,
}) => {
  const now = await server.api<{ total: { count: number } }>('GET', '/api/v1/conversations/counts');
  const missing = Math.max(0, 250 - now.total.count);
  for (let index = 0; index < missing; index += 10)
    await Promise.all(
      Array.from({ length: 10 }, () => record(server, ['Old'], { at: Date.now() - 864e5 * 3, name: 'Old' })),
    );
  await page.goto(`${server.url}/conversations`);
  const scroller = page.locator('.list-scroll');
  await expect(page.locator(rows).first()).toBeVisible();
  for (const top of [4000, 8000, 12_000, 15_000]) {
    await scroller.evaluate((element, top) => element.scrollTo(0, top), top);
    await page.waitForTimeout(200);
  }
  await expect.poll(() => scroller.evaluate((element) => element.scrollHeight)).toBeGreaterThan(240 * 64);
  expect(await page.locator('.conversation').count()).toBeLessThan(50);
  const there = await scroller.evaluate((element) => element.scrollTop);
  await page.getByRole('link', { name: 'Insights' }).click();
  await page.goBack();
  await expect(page.locator(rows).first()).toBeVisible();
  expect(await scroller.evaluate((element) => element.scrollTop)).toBe(there);
});

test('has columns by choice and an order, both in the address', async ({ console: page, server }) => {
  await record(server, ['Hello']);
  await page.goto(`${server.url}/conversations`);
  await page.getByRole('link', { name: 'Cost' }).click();
  await expect(page).toHaveURL(/sort=-cost/);
  await expect(page.getByRole('columnheader', { name: /Cost/ })).toHaveAttribute('aria-sort', 'descending');
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'LLM calls' }).check();
  await expect(page).toHaveURL(/columns=.*llm/);
  await expect(page.getByRole('columnheader', { name: 'LLM calls' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test('finds pages and actions in the palette', async ({ console: page, server }) => {
  await page.goto(`${server.url}/conversations`);
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: /Find a page/ })).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.type('with err');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/has_error=true/);
});

test('keeps a view under a name, and forgets it', async ({ console: page, server }) => {
  const name = unique();
  await page.goto(`${server.url}/conversations?min_cost=0.5&sort=-cost`);
  await expect(page.getByRole('button', { name: 'Change Cost: ≥ 0.5' })).toBeVisible();
  await page.getByRole('button', { name: 'View: Unsaved view' }).click();
  await page.getByRole('menuitem', { name: 'Save this view…' }).click();
  await expect(page.getByLabel('Name')).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('Name').fill(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: `View: ${name}` })).toBeVisible();
  await page.goto(`${server.url}/conversations`);
  await page.getByRole('button', { name: 'View: All conversations' }).click();
  await page.getByRole('menuitemradio', { name }).click();
  await expect(page).toHaveURL(/min_cost=0\.5&sort=-cost/);
  await page.getByRole('button', { name: `View: ${name}` }).click();
  await page.getByRole('menuitem', { name: `Delete “${name}”` }).click();
  await expect(page.getByRole('button', { name: 'View: Unsaved view' })).toBeVisible();
});

test('tags what is selected, and exports it', async ({ console: page, server }) => {
  const [city, tag] = [unique(), unique()];
  for (let index = 0; index < 3; index++) await record(server, ['Hello', 'Hi'], { city });
  await page.goto(`${server.url}/conversations?variable=city%3D${city}`);
  const picks = page.locator(rows).getByRole('checkbox');
  await picks.nth(0).click({ force: true });
  await picks.nth(2).click({ force: true, modifiers: ['Shift'] });
  await page.getByRole('button', { name: 'Tag', exact: true }).click();
  await page.getByLabel('Add').fill(tag);
  await page.keyboard.press('Enter');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('3 conversations tagged.')).toBeVisible();
  await expect(page.locator(rows).first()).toContainText(tag);
  await page.keyboard.press('e');
  expect(await violations(page)).toEqual([]);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export', exact: true }).last().click();
  expect((await download).suggestedFilename()).toBe('conversations.jsonl');
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const whole = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export', exact: true }).click();
  expect((await whole).suggestedFilename()).toMatch(/\.csv$/);
});
