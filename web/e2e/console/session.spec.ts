// Signing in, losing the session, and what is shown where nothing can be.
import { expect, PERSON, record, sideways, signIn, test, violations } from './support';

test('asks who it is, says no without naming what was wrong, and goes where one was going', async ({
  page,
  server,
}) => {
  await page.goto(`${server.url}/conversations?type=api`);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await expect(page).toHaveTitle('Sign in · Verbatim');
  await expect(page.getByLabel('E-mail address')).toBeFocused();
  await expect(page.getByLabel('E-mail address')).toHaveAttribute('autocomplete', 'username');
  await expect(page.getByLabel('Password')).toHaveAttribute('autocomplete', 'current-password');
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('E-mail address').fill(PERSON.email);
  await page.getByLabel('Password').fill('something else');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('E-mail address or password is wrong.');
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('Password').fill(PERSON.password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${server.url}/conversations?type=api`);
  await expect(page.getByRole('button', { name: PERSON.name })).toBeVisible();
});

test('sends nobody to another site after signing in', async ({ page, server }) => {
  for (const next of ['https://example.com/', '//example.com/', 'javascript:alert(1)', '/\\example.com']) {
    await page.context().clearCookies();
    await page.goto(`${server.url}/sign-in?next=${encodeURIComponent(next)}`);
    await signIn(page.context(), server);
    await page.reload();
    await expect(page).toHaveURL(/\/conversations$/);
    expect(new URL(page.url()).origin).toBe(server.url);
  }
});

test('has one sign in over the page when the session ends, and keeps what was there', async ({
  console: page,
  server,
}) => {
  await record(server, ['Hello']);
  await page.goto(`${server.url}/conversations`);
  await expect(page.locator('.conversation').first()).toBeVisible();
  await page.getByRole('searchbox').fill('half a thou');
  await page.context().clearCookies();
  await page.getByRole('searchbox').fill('half a thought');
  const dialog = page.getByRole('dialog', { name: 'Sign in again' });
  await expect(dialog).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await expect(dialog.getByLabel('E-mail address')).toHaveValue(PERSON.email);
  await dialog.getByLabel('Password').fill(PERSON.password);
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('searchbox')).toHaveValue('half a thought');
  await page.getByRole('searchbox').fill('');
  await expect(page.locator('.conversation').first()).toBeVisible();
});

test('signs out for good', async ({ console: page, server }) => {
  // A session of its own, since ending it ends it for every test that shares it.
  await page.context().clearCookies();
  await page.goto(`${server.url}/sign-in`);
  await page.getByLabel('E-mail address').fill(PERSON.email);
  await page.getByLabel('Password').fill(PERSON.password);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: PERSON.name }).click();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.goto(`${server.url}/conversations`);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});

test('says plainly that a link of invitation is of no use', async ({ page, server }) => {
  await page.goto(`${server.url}/welcome#no-such-token`);
  await expect(page.getByRole('heading', { name: 'This link cannot be used' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test('says that there is no such page, and leads back', async ({ console: page, server }) => {
  await page.goto(`${server.url}/nowhere/at/all`);
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('link', { name: 'To the conversations' }).click();
  await expect(page).toHaveURL(`${server.url}/conversations`);
});

test('leads the first administrator in three steps that tick themselves', async ({ console: page, server }) => {
  await page.goto(`${server.url}/start`);
  const steps = page.locator('.steps li');
  await expect(steps).toHaveCount(3);
  const { data } = await server.api<{ data: { provider: string }[] }>('GET', '/api/v1/assistants');
  const created = data.some(({ provider }) => provider != 'demo');
  await expect(steps.first()).toHaveClass(created ? 'done' : '');
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await sideways(page)).toBe(false);
  expect(await violations(page)).toEqual([]);
});

test('keeps the theme that was chosen', async ({ console: page, server }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(`${server.url}/conversations`);
  await page.getByRole('button', { name: PERSON.name }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(15, 17, 20)');
});
