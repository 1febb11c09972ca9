// What stands before the first message: consent and the form, nothing stored and nothing sent until they are done.
import { expect, test, violations } from './support';

const FIELDS = [
  { name: 'name', label: 'Your name', type: 'text', required: true },
  { name: 'email', label: 'E-mail', type: 'email', required: true },
  { name: 'phone', label: 'Phone', type: 'phone', required: false },
  { name: 'pieces', label: 'How many', type: 'number', required: false },
  { name: 'day', label: 'Day of delivery', type: 'date', required: false },
  { name: 'topic', label: 'Topic', type: 'list', required: true, options: ['Orders', 'Returns'] },
  { name: 'site', label: 'Your site', type: 'link', required: false },
  { name: 'terms', label: 'I have read the terms', type: 'checkbox', required: true },
];

const begun = (log: { path: string; body: unknown }[]) =>
  log.filter(({ path }) => path == '/sessions').map(({ body }) => body);

test('all eight kinds of fields, each with its error beside it', async ({ page, server, widget }) => {
  server.config.form = { fields: FIELDS };
  await widget.visit(server);
  await widget.open();
  await expect(page.getByLabel('Your name (required)')).toBeFocused();
  await expect(widget.field).toBeHidden();
  await page.getByLabel('E-mail').fill('nobody');
  await page.getByLabel('Phone').fill('none');
  await page.getByLabel('Your site').fill('example');
  await page.getByRole('button', { name: 'Start chat' }).click();
  const faults = await page.locator('.form .bad').allInnerTexts();
  expect(faults).toEqual([
    'Please fill this in.',
    'Enter an e-mail address such as name@example.com.',
    'Enter a phone number such as +49 30 1234567.',
    '',
    '',
    'Please fill this in.',
    'Enter an address that begins with https://.',
    'Please tick this.',
  ]);
  await expect(page.getByLabel('Your name')).toBeFocused();
  await expect(page.getByLabel('E-mail')).toHaveAccessibleDescription(/name@example.com/);
  expect(await violations(page)).toEqual([]);
  expect(begun(server.log)).toEqual([]);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);

  for (const [label, value] of [
    ['Your name', 'Ana'],
    ['E-mail', 'ana@example.com'],
    ['Phone', '+49 30 1234567'],
    ['How many', '3'],
    ['Day of delivery', '2026-03-01'],
    ['Your site', 'https://example.com'],
  ] as const)
    await page.getByLabel(label).fill(value);
  await page.getByLabel('Topic').selectOption('Returns');
  await page.getByLabel('I have read').check();
  await page.getByRole('button', { name: 'Start chat' }).click();
  await expect(widget.field).toBeFocused();
  await expect
    .poll(() => begun(server.log))
    .toMatchObject([
      {
        form: {
          name: 'Ana',
          email: 'ana@example.com',
          phone: '+49 30 1234567',
          pieces: 3,
          day: '2026-03-01',
          topic: 'Returns',
          site: 'https://example.com',
          terms: true,
        },
      },
    ]);
  await widget.ask('Hello');
  await page.reload();
  await expect(widget.field).toBeVisible();
  await expect(page.locator('.form')).toHaveCount(0);
});

test('browsers know what to fill in', async ({ page, server, widget }) => {
  server.config.form = { fields: FIELDS };
  await widget.visit(server);
  await widget.open();
  for (const [label, autocomplete] of [
    ['Your name', 'name'],
    ['E-mail', 'email'],
    ['Phone', 'tel'],
  ] as const)
    await expect(page.getByLabel(label)).toHaveAttribute('autocomplete', autocomplete);
});

test('what the server refuses comes back beside its field, with the answers kept', async ({ page, server, widget }) => {
  server.config.form = { fields: FIELDS.slice(0, 2) };
  server.faults.push({
    path: '/sessions',
    status: 422,
    body: { errors: [{ field: 'form.email', message: 'is not ours' }] },
  });
  await widget.visit(server);
  await widget.open();
  await page.getByLabel('Your name').fill('Ana');
  await page.getByLabel('E-mail').fill('ana@example.com');
  await page.getByRole('button', { name: 'Start chat' }).click();
  await expect(page.locator('.form .bad').nth(1)).toHaveText('is not ours');
  await expect(page.getByLabel('Your name')).toHaveValue('Ana');
  await expect(page.getByLabel('E-mail')).toBeFocused();
  await page.getByRole('button', { name: 'Start chat' }).click();
  await widget.ask('Hello');
});

test('an answered form waits for the network like a message', async ({ page, context, server, widget }) => {
  server.config.form = { fields: FIELDS.slice(0, 1) };
  await widget.visit(server);
  await widget.open();
  await page.getByLabel('Your name').fill('Ana');
  await page.waitForTimeout(600);
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Start chat' }).click();
  await widget.say('Written offline');
  await context.setOffline(false);
  await expect(page.locator('.row.assistant .bubble').last()).toContainText('You said: Written offline');
  expect(begun(server.log)).toMatchObject([{ form: { name: 'Ana' } }]);
});

test('whom the site has signed for is asked nothing', async ({ page, server, widget }) => {
  server.config.form = { fields: FIELDS };
  await widget.visit(server);
  await widget.call('identify', { token: 'a.b.c' });
  await widget.open();
  await expect(page.locator('.form')).toHaveCount(0);
  await expect.poll(() => begun(server.log)).toMatchObject([{ identity: 'a.b.c' }]);
});

test('before consent nothing is stored or sent, and it is asked for once', async ({ page, server, widget }) => {
  server.config.consent = { text: 'We keep what you write for 30 days.', link: 'https://example.com/privacy' };
  await widget.visit(server);
  await widget.open();
  await expect(page.getByRole('button', { name: 'Agree and continue' })).toBeFocused();
  await expect(widget.field).toBeHidden();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Not now' }).click();
  await expect(widget.panel).toHaveCount(0);
  await widget.call('send', 'Too early');
  await expect(widget.panel).toBeVisible();
  expect(begun(server.log)).toEqual([]);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  await page.getByRole('button', { name: 'Agree and continue' }).click();
  await expect(page.locator('.row.assistant .bubble').last()).toContainText('You said: Too early');
  expect(begun(server.log)).toMatchObject([{ consent: true }]);
  await widget.call('consent', false);
  await expect(page.getByRole('button', { name: 'Agree and continue' })).toBeVisible();
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});
