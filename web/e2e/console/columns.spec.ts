// What the list shows of a conversation: columns as wide as one wants them, agents, and something in place of words.
import type { Page } from '@playwright/test';
import { expect, record, sideways, test, violations, type Server } from './support';
import { asked, hex, placed, send } from './traces';

const rows = '.conversation:not(.waiting)';
const edge = (page: Page, name: string) => page.getByRole('separator', { name: `Width of ${name}` });
const width = async (page: Page, name: string) => Number(await edge(page, name).getAttribute('aria-valuenow'));

const listed = async (page: Page, server: Server, search = '') => {
  await page.goto(`${server.url}/conversations${search}`);
  await expect(page.locator(rows).first()).toBeVisible();
};

test('a column is drawn wider with the pointer, and is as wide the next time', async ({ console: page, server }) => {
  await record(server, ['One for the widths']);
  await listed(page, server);
  const before = await width(page, 'Cost');
  const box = await edge(page, 'Cost').boundingBox();
  if (!box) throw new Error('The edge is not there.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y, { steps: 4 });
  await page.mouse.move(x + 80, y, { steps: 4 });
  await page.mouse.up();
  await expect(edge(page, 'Cost')).toHaveAttribute('aria-valuenow', `${before + 80}`);
  await expect(page).toHaveURL(`${server.url}/conversations`);
  await page.reload();
  await expect(edge(page, 'Cost')).toHaveAttribute('aria-valuenow', `${before + 80}`);
  expect(await violations(page)).toEqual([]);
  await edge(page, 'Cost').dblclick();
  await expect(edge(page, 'Cost')).toHaveAttribute('aria-valuenow', `${before}`);
});

test('a column is made wider and narrower by keys, whichever way one reads', async ({ console: page, server }) => {
  await record(server, ['One for the keys']);
  await listed(page, server);
  const before = await width(page, 'Messages');
  await edge(page, 'Messages').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(edge(page, 'Messages')).toHaveAttribute('aria-valuenow', `${before + 60}`);
  await page.keyboard.press('ArrowLeft');
  await expect(edge(page, 'Messages')).toHaveAttribute('aria-valuenow', `${before + 50}`);
  await page.keyboard.press('Enter');
  await expect(edge(page, 'Messages')).toHaveAttribute('aria-valuenow', `${before}`);
  await expect(page).toHaveURL(`${server.url}/conversations`);
  for (let times = 0; times < 10; times++) await page.keyboard.press('Shift+ArrowLeft');
  const least = await edge(page, 'Messages').getAttribute('aria-valuemin');
  await expect(edge(page, 'Messages')).toHaveAttribute('aria-valuenow', `${least}`);
  expect(await violations(page)).toEqual([]);
  await page.evaluate(() => localStorage.setItem('verbatim.direction', 'rtl'));
  await page.reload();
  await edge(page, 'Messages').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(edge(page, 'Messages')).toHaveAttribute('aria-valuenow', `${Number(least) + 10}`);
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('button', { name: 'The usual widths' }).click();
  await expect(edge(page, 'Messages')).toHaveAttribute('aria-valuenow', `${before}`);
});

test('columns that one chose are there the next time, and in the address', async ({ console: page, server }) => {
  await record(server, ['Hello', 'Hello yourself']);
  await listed(page, server);
  await page.getByRole('button', { name: 'Columns' }).click();
  for (const name of ['Duration', 'Tokens']) await page.getByRole('checkbox', { name, exact: true }).check();
  await expect(page).toHaveURL(/columns=.*duration.*tokens/);
  await listed(page, server, '?type=api');
  await expect(page).toHaveURL(/type=api&columns=.*duration.*tokens/);
  await expect(page.getByRole('columnheader', { name: 'Duration' })).toBeVisible();
  await page.getByRole('button', { name: 'Remove Type: API' }).click();
  // One's own columns make no other view of it.
  await expect(page.getByRole('button', { name: 'View: All conversations' })).toBeVisible();
});

test('conversations are filtered by an agent that their traces name', async ({ console: page, server }) => {
  const [agent, other] = [`agent ${hex(4)}`, `agent ${hex(4)}`];
  for (const name of [agent, other]) {
    const thread = `e2e-${hex(6)}`;
    const attributes = {
      'gen_ai.conversation.id': thread,
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.agent.name': name,
    };
    await send(server, [{ name: 'invoke_agent', from: 0, to: 100, attributes }]);
    await placed(server, thread, 1);
  }
  await listed(page, server, '?type=trace');
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Agent' }).click();
  await page.getByRole('combobox', { name: 'Agent' }).fill(agent.slice(0, 8));
  await expect(page.getByRole('option', { name: agent })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('option', { name: agent }).click();
  await expect(page).toHaveURL(new RegExp(`agent=${agent.replace(' ', '\\+')}`));
  await expect(page.locator(rows)).toHaveCount(1);
  await page.reload();
  await expect(page.getByRole('button', { name: `Change Agent: ${agent}` })).toBeVisible();
  await page.getByRole('button', { name: `Remove Agent: ${agent}` }).click();
  await expect(page).toHaveURL(/\?type=trace$/);
});

test('a session without words names the switch of its SDK', async ({ console: page, server }) => {
  const thread = `e2e-silent-${hex(6)}`;
  const attributes = { 'gen_ai.conversation.id': thread, ...asked('gpt-4o', [10, 5]) };
  await send(server, [{ name: 'chat gpt-4o', from: 0, to: 500, attributes }]);
  await placed(server, thread, 1);
  await listed(page, server, `?thread_id=${thread}&columns=last`);
  const preview = page.locator(`${rows} .preview`);
  await expect(preview).toContainText('send_default_pii');
  await expect(preview).toHaveAttribute('title', /TRACELOOP_TRACE_CONTENT/);
  await expect(page.locator(rows)).not.toContainText('wordless');
  expect(await violations(page)).toEqual([]);
  await page.locator(`${rows} .who`).click();
  await expect(page.locator('.not-captured')).toContainText('send_default_pii');
  await expect(page.locator('.message').first()).not.toContainText('wordless');
});

test('what was filtered out is a mark, in the list and in the messages', async ({ console: page, server }) => {
  const name = `Redacted ${hex(4)}`;
  await record(server, ['My card is [Filtered], take it back', 'I took [Filtered] back'], { name, city: '[Filtered]' });
  await listed(page, server, '?type=api&columns=variables,first,last');
  const row = page.locator(rows).filter({ hasText: name });
  await expect(row.locator('.redacted')).toHaveCount(4);
  await expect(row).not.toContainText('[Filtered]');
  expect(await violations(page)).toEqual([]);
  await row.locator('.who').click();
  await expect(page.locator('.message .redacted')).toHaveCount(2);
  await expect(page.locator('.message').first()).not.toContainText('[Filtered]');
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await sideways(page), `${width}`).toBe(false);
  }
});
