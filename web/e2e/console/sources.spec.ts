// Where traces come from: a key, the lines with it, the first span; keys that only send.
import { expect, sideways, test, violations } from './support';
import { asked, hex, placed, send } from './traces';

test('a key goes into the lines of each SDK, and the span that arrives is shown', async ({ console: page, server }) => {
  await page.goto(`${server.url}/settings/sources`);
  await expect(page.getByText(/Waiting for the (first|next) span/)).toBeVisible();
  await expect(page.locator('.kit-lines').first()).toContainText('YOUR_KEY');
  await page.getByRole('button', { name: 'Make a key' }).click();
  const key = (await page.locator('.once code').first().textContent()) ?? '';
  expect(key).toMatch(/^\w+$/);
  for (const name of ['OpenTelemetry', 'Traceloop', 'LangWatch', 'Sentry']) {
    await page.getByRole('tab', { name }).click();
    await expect(page.locator('.kit-lines', { hasText: key }).first()).toBeVisible();
  }
  expect(await violations(page)).toEqual([]);
  for (const width of [1024, 390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await sideways(page), `${width}`).toBe(false);
  }
  const thread = `e2e-first-${hex(6)}`;
  const attributes = { 'gen_ai.conversation.id': thread, ...asked('gpt-4o', [10, 5], ['Hello', 'Good day']) };
  await send(server, [{ name: 'chat gpt-4o', from: 0, to: 500, attributes }], { at: Date.now() - 1000 });
  await placed(server, thread, 1);
  await expect(page.getByText(/(The first|A) span arrived/)).toBeVisible({ timeout: 40_000 });
  await expect(page.getByRole('table', { name: 'Sources seen' })).toBeVisible();
});

test('traces without a conversation can become their own', async ({ console: page, server }) => {
  await page.goto(`${server.url}/settings/sources`);
  const own = page.getByLabel('Each becomes a conversation of its own');
  await own.check();
  await expect(page.getByText('Such traces become conversations from now on.')).toBeVisible();
  await page.reload();
  await expect(own).toBeChecked();
  await own.uncheck();
  await expect(page.getByText('Such traces stay traces from now on.')).toBeVisible();
});

test('a key that sends may do nothing else, and can be rotated', async ({ console: page, server }) => {
  const name = `Sender ${hex(4)}`;
  await page.goto(`${server.url}/settings/keys`);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel(/^ingest/).check();
  await expect(page.getByLabel(/^read/)).not.toBeChecked();
  await page.getByLabel('Spans a minute at most').fill('6000');
  await page.getByRole('button', { name: 'Make a key' }).click();
  const rows = page.getByRole('row').filter({ hasText: name });
  await expect(rows).toContainText('6,000 spans a minute');
  await rows.getByRole('button', { name: 'Rotate' }).click();
  await page.getByLabel('Hours in which the old secret works, too').fill('2');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'Make a new secret' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'New secret of' })).toContainText('vb_');
  await expect(rows).toHaveCount(2);
});
