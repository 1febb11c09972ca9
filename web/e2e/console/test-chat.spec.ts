// The test chat: talking with an assistant, and with two at once.
import { expect, sideways, test, violations, type Server } from './support';

const field = { name: /^Say to/ };

/** An assistant whose provider nobody can reach. */
const broken = (server: Server, name: string) =>
  server.api<{ id: string }>('POST', '/api/v1/assistants', {
    name: `${name} ${Date.now()}`,
    provider: 'openai',
    base_url: 'https://model.invalid/v1',
    model: 'none',
    api_key: 'k',
    welcome_text: 'Hello {{name}}!',
  });

test('one says something, hears the answer, and finds it on record as a test', async ({ console: page, server }) => {
  await page.goto(`${server.url}/test-chat`);
  const demo = page.getByRole('combobox', { name: 'Assistant' });
  await expect(demo).toBeVisible();
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByLabel('Name of variable 1').fill('name');
  await page.getByLabel('Value of name').fill('Ana');
  await page.getByRole('textbox', field).fill('Where is my **order**?');
  await page.keyboard.press('Enter');
  const answer = page.locator('.message.from-assistant', { hasText: 'Where is my order?' });
  await expect(answer).toContainText('Hello Ana!');
  await expect(page.locator('.test-head .badge.test')).toHaveText('Test');
  await expect(page.locator('.test-side .variables')).toContainText('Ana');
  await expect(page.locator('.test-sums')).toContainText('1 answer');
  await expect(page).toHaveURL(/session=/);
  await expect(page).toHaveTitle(/Test chat/);

  await page.reload();
  await expect(answer).toBeVisible();
  await page.getByRole('textbox', field).fill('And now?');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.locator('.message.from-user')).toHaveCount(2);
  await expect(page.locator('.test-sums')).toContainText('2 answers');

  await page.getByRole('link', { name: 'Its conversation' }).click();
  await expect(page.locator('.detail-head .badge.test')).toBeVisible();
  await expect(page.locator('.detail .message', { hasText: 'And now?' }).first()).toBeVisible();
});

test('a new session begins from nothing, and a replay says it all again', async ({ console: page, server }) => {
  await page.goto(`${server.url}/test-chat`);
  const write = page.getByRole('textbox', field);
  for (const words of ['One', 'Two', 'Three']) {
    await write.fill(words);
    await page.keyboard.press('Enter');
    await expect(page.locator('.message.from-user', { hasText: words })).toHaveCount(1);
    await expect(page.getByRole('button', { name: 'Send' })).toBeVisible();
  }
  const before = new URL(page.url()).searchParams.get('session');
  await page.locator('.message.from-user', { hasText: 'Two' }).getByRole('button', { name: 'Replay to here' }).click();
  await expect(page.locator('.test-sums')).toContainText('2 answers');
  await expect(page.locator('.message.from-user .bubble')).toHaveText(['One', 'Two']);
  expect(new URL(page.url()).searchParams.get('session')).not.toBe(before);
  await page.getByRole('button', { name: 'New session' }).click();
  await expect(page.locator('.message.from-user')).toHaveCount(0);
  expect(new URL(page.url()).searchParams.get('session')).toBeNull();
});

test('what the provider says went wrong is said in words', async ({ console: page, server }) => {
  test.setTimeout(120_000);
  const { id } = await broken(server, 'Nobody there');
  await page.goto(`${server.url}/test-chat?assistant=${id}`);
  await expect(page.locator('.message.from-assistant')).toContainText('Hello !');
  await page.getByRole('textbox', field).fill('Hello?');
  await page.keyboard.press('Enter');
  await expect(page.locator('.went-wrong')).toContainText('The assistant failed.', { timeout: 60_000 });
  await expect(page.locator('.went-wrong')).not.toContainText(/^\w+_\w+:/);
  await expect(page.locator('.test-sums')).toContainText('1 error');
  expect(await violations(page)).toEqual([]);
});

test('two assistants hear the same', async ({ console: page, server }) => {
  await broken(server, 'The other one');
  await page.goto(`${server.url}/test-chat`);
  await page.getByRole('button', { name: 'Compare two' }).click();
  const second = page.getByRole('combobox', { name: 'Assistant to compare with' });
  await expect(second).toBeVisible();
  // The demo against itself answers on both sides.
  await second.selectOption({
    label: await page.getByRole('combobox', { name: 'Assistant', exact: true }).locator('option').first().innerText(),
  });
  await page.getByRole('textbox', field).fill('Same for both');
  await page.keyboard.press('Enter');
  await expect(page.locator('.message.from-user', { hasText: 'Same for both' })).toHaveCount(2);
  await expect(page.locator('.test-sums', { hasText: '1 answer' })).toHaveCount(2);
  await expect(page).toHaveURL(/session=.*session2=|session2=.*session=/);
  expect(await violations(page)).toEqual([]);
  for (const width of [1024, 390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await sideways(page), `${width}`).toBe(false);
  }
  await page.getByRole('button', { name: 'One assistant' }).click();
  await expect(second).toHaveCount(0);
});
