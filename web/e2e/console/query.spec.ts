// The search in the attributes of spans, and what becomes of one that cannot be understood.
import type { Page } from '@playwright/test';
import { expect, sideways, test, violations, type Server } from './support';
import { asked, hex, placed, send } from './traces';

const table = (page: Page) => page.getByRole('table', { name: 'Traces' });
const field = (page: Page) => page.getByLabel('Search spans');

/** Two traces of one model each, the second in no conversation. */
async function two(server: Server) {
  const [model, stray] = [`m-${hex(4)}`, `m-${hex(4)}`];
  const thread = `e2e-query-${hex(6)}`;
  await send(server, [
    {
      name: `chat ${model}`,
      from: 0,
      to: 100,
      attributes: { ...asked(model, [1, 1]), 'gen_ai.conversation.id': thread, 'shop.name': 'Two wheels' },
    },
  ]);
  await placed(server, thread, 1);
  const trace = await send(server, [{ name: `chat ${stray}`, from: 0, to: 100, attributes: asked(stray, [1, 1]) }]);
  await expect
    .poll(async () => {
      const { data } = await server.api<{ data: { trace_id: string }[] }>('GET', '/api/v1/traces?limit=100');
      return data.some(({ trace_id }) => trace_id == trace);
    })
    .toBe(true);
  return { model, stray };
}

test('spans are searched by their attributes, in the address', async ({ console: page, server }) => {
  const { model, stray } = await two(server);
  await page.goto(`${server.url}/traces`);
  await expect(table(page)).toBeVisible();
  await field(page).fill(`model:${model}`);
  await field(page).press('Enter');
  await expect(page).toHaveURL(new RegExp(`query=model%3A${model}`));
  await expect(table(page).getByRole('link', { name: `chat ${model}` })).toHaveCount(1);
  await expect(table(page).getByRole('link', { name: `chat ${stray}` })).toHaveCount(0);
  await expect(field(page)).toBeFocused();
  await page.reload();
  await expect(field(page)).toHaveValue(`model:${model}`);
  await expect(table(page).getByRole('link', { name: `chat ${model}` })).toHaveCount(1);
  await field(page).fill(`shop.name:"Two wheels" model:${model}`);
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await expect(page).toHaveURL(/shop\.name/);
  await expect(table(page).getByRole('link', { name: `chat ${model}` })).toHaveCount(1);
  await field(page).fill(`model:${stray} shop.name:"Two wheels"`);
  await field(page).press('Enter');
  await expect(page.getByRole('heading', { name: 'No trace matches' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test('a bad term is told at the field, and the list stays', async ({ console: page, server }) => {
  const { model } = await two(server);
  await page.goto(`${server.url}/traces?query=model:${model}`);
  await expect(table(page).getByRole('link', { name: `chat ${model}` })).toBeVisible();
  await field(page).fill('model:"never closed');
  await field(page).press('Enter');
  await expect(field(page)).toHaveAttribute('aria-invalid', 'true');
  await expect(field(page)).toHaveAccessibleDescription(/\d/);
  await expect(field(page)).toBeFocused();
  await expect(table(page).getByRole('link', { name: `chat ${model}` })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  for (const width of [1024, 390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await sideways(page), `${width}`).toBe(false);
  }
  await page.reload();
  await expect(page.getByRole('heading', { name: 'The search was not understood' })).toBeVisible();
  await page.getByRole('link', { name: 'Take it away' }).click();
  await expect(page).toHaveURL(`${server.url}/traces`);
  await expect(field(page)).toHaveValue('');
  await expect(table(page)).toBeVisible();
});

test('a search that stopped on its way goes on from there', async ({ console: page, server }) => {
  const { model } = await two(server);
  await page.route('**/api/v1/traces?*', (route) => {
    const asked = new URL(route.request().url()).searchParams;
    if (asked.get('cursor')) {
      asked.delete('cursor');
      return route.continue({ url: `${server.url}/api/v1/traces?${asked}` });
    }
    return route.fulfill({ json: { data: [], next_cursor: 'further' } });
  });
  await page.goto(`${server.url}/traces?query=model%3A${model}`);
  await expect(page.getByRole('heading', { name: 'None found yet' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('link', { name: 'Look further' }).click();
  await expect(page).toHaveURL(/cursor=further/);
  await expect(table(page).getByRole('link', { name: `chat ${model}` })).toHaveCount(1);
});

test('the help says what may be written', async ({ console: page, server }) => {
  await page.goto(`${server.url}/traces`);
  await page.getByRole('button', { name: 'What to write' }).click();
  const help = page.getByRole('dialog', { name: 'What to write' });
  for (const name of ['model', 'provider', 'environment', 'failed', 'source']) await expect(help).toContainText(name);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  await expect(page.getByRole('button', { name: 'What to write' })).toBeFocused();
});

test('traces without a conversation are found among the others', async ({ console: page, server }) => {
  const { model, stray } = await two(server);
  await page.goto(`${server.url}/traces`);
  await page.getByLabel('Without a conversation').check();
  await expect(page).toHaveURL(/unassigned=true/);
  await expect(table(page).getByRole('link', { name: `chat ${stray}` })).toBeVisible();
  await expect(table(page).getByRole('link', { name: `chat ${model}` })).toHaveCount(0);
  await page.reload();
  await expect(page.getByLabel('Without a conversation')).toBeChecked();
});
