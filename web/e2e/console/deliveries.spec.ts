// Deliveries: what came, what waits, what was told, and what can be done about it.
import { expect, sideways, test, violations } from './support';

test('lists what came with its reasons, and replays it', async ({ console: page, server }) => {
  await page.goto(`${server.url}/deliveries`);
  await expect(page.getByRole('heading', { name: 'Deliveries' })).toBeVisible();
  await expect(
    page.getByRole('table', { name: 'Deliveries' }).or(page.getByText('Nothing was delivered yet')),
  ).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('Outcome').selectOption('rejected');
  await expect(page).toHaveURL(/outcome=rejected/);
  await expect(page.getByText(/The database refused it/)).toBeVisible();
  await page.getByRole('button', { name: 'Replay all of these' }).click();
  const dialog = page.getByRole('dialog', { name: 'Replay deliveries' });
  await expect(dialog.getByRole('status')).toHaveText(/\d+ deliver(y|ies) of this filter/);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Clear' }).click();
  await expect(page).toHaveURL(/\/deliveries$/);
});

test('shows a body as text, whatever is in it', async ({ console: page, server }) => {
  const one = {
    id: '1',
    channel: 'whatsapp',
    received_at: new Date().toISOString(),
    outcome: 'unknown',
    notes: ['<b>no entry</b>'],
  };
  await page.route('**/api/v1/deliveries?*', (route) =>
    route.fulfill({
      json: { data: [{ ...one, items: 2, fresh: 1, conversation_ids: [], size: 30 }], next_cursor: 'next' },
    }),
  );
  await page.route('**/api/v1/deliveries/1/body', (route) =>
    route.fulfill({ body: '{"a":"<img src=x onerror=alert(1)>"}' }),
  );
  await page.route('**/api/v1/deliveries/1/replay', (route) =>
    route.fulfill({ json: { items: 2, fresh: 1, notes: [] } }),
  );
  await page.goto(`${server.url}/deliveries`);
  await expect(page.getByText('<b>no entry</b>')).toBeVisible();
  await page.getByRole('button', { name: '30 B' }).click();
  await expect(page.getByRole('dialog')).toContainText('"a": "<img src=x onerror=alert(1)>"');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Replay', exact: true }).click();
  await expect(page.getByText('Replayed: 2 things in it, 1 new.')).toBeVisible();
  await page.getByRole('link', { name: 'Older' }).click();
  await expect(page).toHaveURL(/cursor=next/);
});

test('warns before what is in doubt is sent again', async ({ console: page, server }) => {
  const ids = { message_id: 'm1', conversation_id: 'c1', channel_id: 'h1' };
  await page.route('**/api/v1/outbox?*', (route) =>
    route.fulfill({
      json: {
        data: [
          {
            ...ids,
            state: 'uncertain',
            tries: 1,
            error: 'no answer',
            created_at: new Date().toISOString(),
            due_at: null,
          },
        ],
      },
    }),
  );
  let sent = 0;
  await page.route('**/api/v1/outbox/m1/resend', (route) => (sent++, route.fulfill({ status: 202, json: {} })));
  await page.goto(`${server.url}/deliveries/outbox`);
  await page.getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByRole('dialog')).toContainText('twice');
  expect(await violations(page)).toEqual([]);
  expect(sent).toBe(0);
  await page.getByRole('dialog').getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByText('It will be sent again.')).toBeVisible();
  expect(sent).toBe(1);
});

test('stands on any width', async ({ console: page, server }) => {
  for (const part of ['', '/outbox', '/events'])
    for (const width of [1024, 390, 320]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`${server.url}/deliveries${part}`);
      await expect(page.getByRole('heading', { name: 'Deliveries' })).toBeVisible();
      expect(await sideways(page), `${part} ${width}`).toBe(false);
    }
  expect(await violations(page)).toEqual([]);
});
