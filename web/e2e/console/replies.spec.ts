// Answering customers on WhatsApp from the console: under its rules, and told what is refused.
import { createHmac, randomInt } from 'node:crypto';
import { expect, test, violations, type Server } from './support';

const SECRET = 'e2e-app-secret-0123456789abcdef';

/** A number of our own, and what a customer wrote to it some hours ago; gives the conversation. */
async function customer(server: Server, hours: number): Promise<string> {
  const number = `${randomInt(1e9, 9e9)}`;
  const phone = `1555${randomInt(1e6, 9e6)}`;
  await server.api('POST', '/api/v1/channels', {
    type: 'whatsapp',
    name: `Shop ${number}`,
    phone_number_id: number,
    display_phone_number: '15550100100',
    app_secret: SECRET,
    access_token: 'e2e-token',
  });
  const said = {
    from: phone,
    id: `wamid.${number}`,
    timestamp: `${Math.floor(Date.now() / 1000) - hours * 3600}`,
    type: 'text',
    text: { body: 'Where is my parcel?' },
  };
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '15550100100', phone_number_id: number },
    contacts: [{ profile: { name: 'Marta Vidal' }, wa_id: phone }],
    messages: [said],
  };
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ field: 'messages', value }] }],
  });
  const response = await fetch(`${server.url}/webhooks/whatsapp`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
    },
    body,
  });
  expect(response.status).toBe(200);
  let id = '';
  await expect
    .poll(async () => {
      const found = await server.api<{ data: { id: string }[] }>('GET', `/api/v1/conversations?customer=${phone}`);
      return (id = found.data[0]?.id ?? '');
    })
    .not.toBe('');
  return id;
}

test('inside the window one answers freely, takes over and hands back', async ({ console: page, server }) => {
  const id = await customer(server, 1);
  await page.goto(`${server.url}/conversations/${id}`);
  await expect(page.locator('.detail-head')).toContainText('Marta Vidal');
  await expect(page.locator('.detail-head .badge.whatsapp')).toBeVisible();
  await expect(page.locator('.detail-head')).toContainText(/22 h 59 min left|23 h 00 min left/);
  const field = page.getByRole('textbox', { name: 'Reply to the customer' });
  await field.fill('It leaves today.');
  await page.reload();
  await expect(field).toHaveValue('It leaves today.');
  await field.press('Enter');
  const reply = page.locator('.message.from-operator', { hasText: 'It leaves today.' });
  await expect(reply).toBeVisible();
  await expect(reply.locator('.ticks')).toBeVisible();
  await expect(field).toHaveValue('');
  await page.getByRole('button', { name: 'Take over' }).click();
  await expect(page.locator('.detail-sub')).toContainText('taken over by Ada Lovelace');
  await page.getByRole('button', { name: 'Hand back' }).click();
  await expect(page.getByRole('button', { name: 'Take over' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test('when the window is closed only a template is offered', async ({ console: page, server }) => {
  const id = await customer(server, 30);
  const template = {
    id: '1',
    name: 'parcel_update',
    language: 'en',
    category: 'utility',
    status: 'approved',
    quality: null,
    body: 'Hello {{1}}, your parcel {{2}} is on its way.',
    variables: ['1', '2'],
    components: [],
  };
  await page.route('**/channels/*/templates', (route) =>
    route.fulfill({
      json: { data: [template, { ...template, name: 'old', status: 'rejected' }], synced_at: null, error: null },
    }),
  );
  let sent: unknown;
  await page.route('**/replies', (route) => {
    sent = route.request().postDataJSON();
    return route.fulfill({
      status: 422,
      contentType: 'application/problem+json',
      json: { title: 'Unprocessable Entity', status: 422, detail: 'template: Meta paused it.', errors: [] },
    });
  });
  await page.goto(`${server.url}/conversations/${id}`);
  await expect(page.locator('.composer')).toContainText('Only a template can be sent.');
  await expect(page.getByRole('textbox', { name: 'Reply to the customer' })).toHaveCount(0);
  const choice = page.getByRole('combobox', { name: 'Template' });
  await expect(choice.locator('option')).toHaveCount(2);
  await choice.selectOption({ label: 'parcel_update (en, utility)' });
  await page.getByLabel('Gap 1').fill('Marta');
  const send = page.getByRole('button', { name: 'Send the template' });
  await expect(send).toHaveAttribute('aria-disabled', 'true');
  await page.getByLabel('Gap 2').fill('48213');
  await expect(page.locator('.template-text')).toHaveText('Hello Marta, your parcel 48213 is on its way.');
  await send.click();
  await expect(page.getByRole('alert')).toContainText('Meta paused it.');
  expect(sent).toMatchObject({
    template: { name: 'parcel_update', language: 'en', variables: { 1: 'Marta', 2: '48213' } },
    author: 'Ada Lovelace',
  });
  expect(await violations(page)).toEqual([]);
});
