// Insights: the same figures as bars, in words and as a table.
import { expect, record, sideways, test, violations } from './support';

test('shows figures by day on hover, on focus and as a table', async ({ console: page, server }) => {
  await record(server, ['How much?', { role: 'assistant', content: 'This much.', cost: '0.5' }], {
    at: Date.now() - 2 * 86_400_000,
  });
  await page.goto(`${server.url}/insights?days=7`);
  const plot = page.getByRole('group', { name: /^Cost by day/ });
  await expect(plot.getByRole('img')).toHaveCount(7);
  expect(await violations(page)).toEqual([]);
  const tip = page.locator('.tip');
  await plot.getByRole('img').nth(4).hover();
  await expect(tip).toContainText('API');
  await page.mouse.move(0, 0);
  await expect(tip).toHaveCount(0);
  // One stop for the keyboard, at today; arrows go on from there.
  await plot.getByRole('img').last().focus();
  await expect(tip).toContainText('so far');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(tip).toContainText(/\$(0\.5|[1-9])/);
  const said = await plot.locator(':focus').getAttribute('aria-label');
  await page.getByRole('region', { name: 'Cost by day' }).getByRole('button', { name: 'Show as table' }).click();
  const table = page.getByRole('table', { name: 'Cost by day' });
  await expect(table.getByRole('row')).toHaveCount(8);
  const total = await table.getByRole('row').nth(3).getByRole('cell').last().innerText();
  expect(said).toContain(total);
  expect(await violations(page)).toEqual([]);
});

test('keeps tests apart, and everything in the address', async ({ console: page, server }) => {
  const [demo] = (
    await server.api<{ data: { id: string; provider: string }[] }>('GET', '/api/v1/assistants')
  ).data.filter(({ provider }) => provider == 'demo');
  await server.api('POST', '/api/v1/test-chat/sessions', { assistant_id: demo?.id });
  await page.goto(`${server.url}/insights?metric=messages`);
  await expect(page.getByText(/Test chats are apart/)).toBeVisible();
  const legend = page.locator('.legend');
  await expect(legend).not.toContainText('Test');
  await page.getByLabel('With test chats').check();
  await expect(page).toHaveURL(/test=1/);
  await expect(legend).toContainText('Test');
  await page.getByLabel('By', { exact: true }).selectOption('model');
  await expect(page).toHaveURL(/by=model/);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Cost by model' })).toBeVisible();
  await expect(page.getByLabel('With test chats')).toBeChecked();
  expect(await violations(page)).toEqual([]);
});

test('gives the figures as a file', async ({ console: page, server }) => {
  await page.goto(`${server.url}/insights?days=7`);
  const file = page.waitForEvent('download');
  await page.getByRole('region', { name: 'Cost by day' }).getByRole('button', { name: 'CSV' }).click();
  expect((await file).suggestedFilename()).toMatch(/^cost-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/);
  for (const width of [1024, 390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await sideways(page), `${width}`).toBe(false);
  }
});
