// Settings: each part, what is shown once, and what is asked before something goes for good.
import { expect, record, sideways, test, violations } from './support';

const PARTS = ['profile', 'users', 'keys', 'sources', 'prices', 'rate-card', 'webhooks', 'retention', 'erase', 'audit'];

for (const part of PARTS)
  test(`${part} has no violation and stands on any width`, async ({ console: page, server }) => {
    await page.goto(`${server.url}/settings/${part}`);
    await expect(page.getByRole('navigation', { name: 'Settings' }).locator('[aria-current]')).toHaveCount(1);
    await expect(page).toHaveTitle(/· Settings · Verbatim$/);
    await expect(page.locator('.skeleton')).toHaveCount(0);
    await expect(page.locator('.settings-part > *').last()).toBeVisible();
    expect(await violations(page)).toEqual([]);
    for (const width of [1024, 390, 320]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await sideways(page), `${width}`).toBe(false);
    }
  });

test('makes a key that is shown once, and revokes it', async ({ console: page, server }) => {
  const name = `Key ${Date.now()}`;
  await page.goto(`${server.url}/settings/keys`);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Make a key' }).click();
  await expect(page.getByRole('status').getByText(/^vb_/)).toBeVisible();
  expect(await violations(page)).toEqual([]);
  const row = page.getByRole('row').filter({ hasText: name });
  await row.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(row).toContainText('Revoked');
  await page.goto(`${server.url}/settings/audit?action=key.revoke`);
  await expect(page.getByRole('table').getByText('key.revoke').first()).toBeVisible();
});

test('sets a rule of retention only after it was seen what would go', async ({ console: page, server }) => {
  await page.goto(`${server.url}/settings/retention`);
  const card = page.getByRole('region', { name: 'Web widget' });
  const set = card.getByRole('button', { name: 'Set', exact: true });
  await card.getByLabel('Days since the last activity').fill('400');
  await expect(set).toHaveAttribute('aria-disabled', 'true');
  await card.getByRole('button', { name: 'What would go?' }).click();
  await expect(card.getByRole('status')).toContainText('would go now');
  await set.click();
  await page.getByRole('button', { name: 'Set the rule' }).click();
  await expect(card).toContainText('400 days');
  await card.getByRole('button', { name: 'Keep for ever' }).click();
  await expect(card).toContainText('Kept for ever');
});

test('says whom an erasure would meet, and takes the count typed', async ({ console: page, server }) => {
  await page.goto(`${server.url}/settings/erase`);
  await page.getByLabel('Phone number').fill('+1 555 000 9999');
  await page.getByRole('button', { name: 'Look' }).click();
  await expect(page.getByText('Nobody is on record under this.')).toBeVisible();
  await page.route('**/api/v1/persons/erase', (route) => {
    const { dry_run } = route.request().postDataJSON() as { dry_run: boolean };
    const json = {
      dry_run,
      matched: 3,
      customers: 1,
      conversations: 3,
      messages: 9,
      deliveries: 4,
      certificate: dry_run ? null : 'cert-1',
    };
    return route.fulfill({ json });
  });
  await page.getByRole('button', { name: 'Look' }).click();
  await page.getByRole('button', { name: 'Erase…' }).click();
  const erase = page.getByRole('dialog').getByRole('button', { name: 'Erase for good' });
  await expect(erase).toHaveAttribute('aria-disabled', 'true');
  await page.getByLabel('Type 3 to go on').fill('3');
  expect(await violations(page)).toEqual([]);
  await erase.click();
  await expect(page.getByText('cert-1')).toBeVisible();
});

test('refuses a rate card by its lines, and takes a good one', async ({ console: page, server }) => {
  await record(server, ['Hello']);
  await page.goto(`${server.url}/settings/rate-card`);
  const text = page.getByLabel('Or its text');
  await text.fill('market,prefixes,category,currency,rate,from\nGermany,49 DE,utility,USD,cheap,2026-07-01\n');
  await page.getByRole('button', { name: 'Import' }).click();
  await expect(page.getByRole('alert')).toContainText('line 2');
  expect(await violations(page)).toEqual([]);
  await text.fill('market,prefixes,category,currency,rate,from\nGermany,49 DE,utility,USD,0.055,2026-07-01\n');
  await page.getByRole('button', { name: 'Import' }).click();
  await expect(page.getByRole('table', { name: 'Rate card' })).toContainText('0.055 USD');
});

test('adds a webhook, tests it and shows its secret once', async ({ console: page, server }) => {
  const name = `Hook ${Date.now()}`;
  await page.goto(`${server.url}/settings/webhooks`);
  await page.getByRole('button', { name: 'Add a webhook' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Address').fill('ftp://example.com');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByLabel('Address')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Address').fill('https://hooks.invalid/x');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(/^whsec_/)).toBeVisible();
  await page.getByRole('region', { name }).getByRole('button', { name: 'Test' }).click();
  await expect(page.getByRole('region', { name })).toContainText('Not taken');
  expect(await violations(page)).toEqual([]);
});

test('sets and removes a price of its own', async ({ console: page, server }) => {
  const model = `m-${Date.now()}`;
  await page.goto(`${server.url}/settings/prices`);
  await page.getByLabel('Model', { exact: true }).fill(model);
  await page.getByLabel('Input', { exact: true }).fill('2');
  await page.getByLabel('Output', { exact: true }).fill('8');
  await page.getByRole('button', { name: 'Set the price' }).click();
  const row = page.getByRole('row').filter({ hasText: model });
  await expect(row).toContainText('own');
  await row.getByRole('button', { name: 'Remove' }).click();
  await expect(row).toHaveCount(0);
});

test('tells a viewer why nothing can be changed', async ({ console: page, server }) => {
  await page.route('**/api/v1/session', async (route) => {
    const answer = await route.fetch();
    const me = (await answer.json()) as Record<string, unknown>;
    await route.fulfill({ json: { ...me, role: 'viewer', scopes: ['read'] } });
  });
  await page.goto(`${server.url}/settings/keys`);
  await expect(page.getByText('Only an admin or an owner can do this.')).toBeVisible();
  await page.goto(`${server.url}/settings/retention`);
  await expect(page.getByRole('button', { name: 'Set', exact: true }).first()).toHaveAttribute(
    'title',
    /Only an admin/,
  );
  await page.goto(`${server.url}/assistants`);
  await expect(page.getByRole('button', { name: 'New assistant' })).toHaveAttribute('aria-disabled', 'true');
  await page.goto(`${server.url}/widgets`);
  await expect(page.getByRole('button', { name: 'New widget' })).toHaveAttribute('title', /Only an admin/);
  expect(await violations(page)).toEqual([]);
});

test('invites somebody by a link that is shown once, and takes it back', async ({ console: page, server }) => {
  const email = `maria-${Date.now()}@example.com`;
  await page.goto(`${server.url}/settings/users`);
  await expect(page.getByLabel(/^Role of Ada/)).toBeDisabled();
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Role', { exact: true }).selectOption('viewer');
  await page.getByRole('button', { name: 'Invite' }).click();
  await expect(page.getByText(/\/welcome#\S+/)).toBeVisible();
  expect(await violations(page)).toEqual([]);
  const row = page.getByRole('row').filter({ hasText: email });
  await expect(row).toContainText('Viewer');
  await row.getByRole('button', { name: 'Take back' }).click();
  await expect(row).toHaveCount(0);
});

test('changes a name, and says what is wrong with a password', async ({ console: page, server }) => {
  await page.goto(`${server.url}/settings/profile`);
  await page.getByLabel('Name', { exact: true }).fill('Ada K. Lovelace');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('navigation', { name: 'Main' })).toContainText('Ada K. Lovelace');
  await page.getByLabel('Name', { exact: true }).fill('Ada Lovelace');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByLabel('Present password').fill('not the present one');
  await page.getByLabel('New password').fill('another long password');
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  expect(await violations(page)).toEqual([]);
});
