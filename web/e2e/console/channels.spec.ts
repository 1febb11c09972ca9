// Widgets and WhatsApp numbers: set up, looked at before they are saved, and what to copy from them.
import { expect, sideways, test, violations } from './support';

test('shows the real widget as it would be, and sends nothing', async ({ console: page, server }) => {
  await page.goto(`${server.url}/widgets/new`);
  await page.getByLabel('Name', { exact: true }).fill('Shop');
  await page.getByLabel('Title').fill('Bicycle shop');
  const preview = page.getByRole('region', { name: 'Preview' });
  await expect(preview.getByRole('heading', { name: 'Bicycle shop' })).toBeVisible();
  await expect(page.getByLabel('Title')).toBeFocused();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await preview.getByRole('textbox').fill('Hello');
  await page.keyboard.press('Enter');
  await expect(preview.getByRole('status').first()).toHaveText('This is a preview: nothing is sent.');
  expect(asked.filter((url) => url.includes('widget/v1'))).toEqual([]);
  expect(await violations(page)).toEqual([]);
});

test('says which colour can be read, makes the widget, and shows its secret once', async ({
  console: page,
  server,
}) => {
  await page.goto(`${server.url}/widgets/new`);
  await page.getByLabel('Name', { exact: true }).fill(`Readable ${Date.now()}`);
  await page.getByLabel('Colour', { exact: true }).fill('#f5c518');
  await page.getByLabel(/^Text on it/).fill('#ffffff');
  await expect(page.getByText(/has a contrast of 1\.\d/)).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Create widget' }).click();
  await expect(page.getByRole('alert')).toContainText('nearest that can be read');
  await page.getByRole('button', { name: /^Take #/ }).click();
  await page.getByRole('link', { name: 'Where and how' }).click();
  await page.getByRole('button', { name: 'Add origin' }).click();
  await page.getByRole('textbox', { name: 'origin 1' }).fill('shop.example/page');
  await page.getByRole('button', { name: 'Create widget' }).click();
  await expect(page.getByRole('textbox', { name: 'origin 1' })).toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('textbox', { name: 'origin 1' }).fill('https://shop.example');
  await page.getByRole('button', { name: 'Create widget' }).click();
  await expect(page.getByRole('heading', { name: 'Identity secret' })).toBeVisible();
  await expect(page.locator('pre').first()).toContainText('data-widget="pub_');
  await expect(page.locator('pre').nth(1)).toContainText('connect-src');
  expect(await violations(page)).toEqual([]);
  await page.reload();
  await page.getByRole('button', { name: 'New identity secret' }).click();
  await expect(page.getByRole('dialog', { name: 'New identity secret' })).toContainText('24 hours');
});

test('has questions, consent and suggestions in the preview', async ({ console: page, server }) => {
  await page.goto(`${server.url}/widgets/new?part=words`);
  const preview = page.getByRole('region', { name: 'Preview' });
  await page.getByRole('button', { name: 'Add suggestion' }).click();
  await page.getByRole('textbox', { name: 'suggestion 1' }).fill('Where is my order?');
  await expect(preview.getByRole('button', { name: 'Where is my order?' })).toBeVisible();
  await page.getByRole('button', { name: 'Add a question' }).click();
  await page.getByLabel('Visitors read').fill('Order number');
  await expect(preview.getByText('Order number')).toBeVisible();
  await page.getByLabel(/^Words/).fill('We record this.');
  await expect(preview.getByText('We record this.')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  for (const width of [1024, 390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await sideways(page), `${width}`).toBe(false);
  }
});

test('connects a number and says what to enter where', async ({ console: page, server }) => {
  await page.goto(`${server.url}/whatsapp/new`);
  await page.getByLabel('Name', { exact: true }).fill(`Support ${Date.now()}`);
  await page.getByLabel('Phone number ID').fill(`${Date.now()}`);
  await page.getByLabel('App secret').fill('0123456789abcdef0123456789abcdef');
  const token = await page.getByLabel(/^Verify token/).inputValue();
  expect(token).toMatch(/^[\da-f]{48}$/);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Connect' }).click();
  await expect(page.getByText(token)).toBeVisible();
  await expect(page.getByText(`${server.url}/webhooks/whatsapp`)).toBeVisible();
  await expect(page.getByText(/Waiting for the first|It arrives/)).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('link', { name: 'Templates' }).click();
  await expect(page.getByRole('heading', { name: 'No templates' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Fetch now' })).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('link', { name: 'Settings', exact: true }).last().click();
  await page.getByLabel('Messages a second').fill('5000');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.setViewportSize({ width: 390, height: 800 });
  expect(await sideways(page)).toBe(false);
  expect(await violations(page)).toEqual([]);
});
