// Traces: from the message to its spans and back, a whole trace, and where they come from.
import type { Page } from '@playwright/test';
import { expect, sideways, test, violations, type Server } from './support';
import { asked, hex, placed, send } from './traces';

const ONE = ['Where is my order?', 'It left today.'] as const;
const TWO = ['And the refund?', 'I could not do it.'] as const;

/** Two turns: one with an agent, a model and a tool; one whose tool failed. Six spans. */
async function talk(server: Server) {
  const thread = `e2e-trace-${hex(6)}`;
  const id = { 'gen_ai.conversation.id': thread };
  const [agent, agent2] = [hex(8), hex(8)];
  const at = Date.now() - 600_000;
  const first = await send(
    server,
    [
      {
        span_id: agent,
        name: 'invoke_agent support',
        from: 0,
        to: 2000,
        attributes: { ...id, 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.name': 'support' },
      },
      {
        parent: agent,
        name: 'execute_tool find_order',
        from: 100,
        to: 600,
        attributes: {
          ...id,
          'gen_ai.operation.name': 'execute_tool',
          'gen_ai.tool.name': 'find_order',
          'gen_ai.tool.call.arguments': '{"order":48213}',
          'gen_ai.tool.call.result': '{"state":"shipped"}',
        },
      },
      {
        parent: agent,
        name: 'chat gpt-4o',
        from: 700,
        to: 1900,
        attributes: { ...id, ...asked('gpt-4o', [100, 20], [...ONE]) },
      },
    ],
    { at },
  );
  const second = await send(
    server,
    [
      {
        span_id: agent2,
        name: 'invoke_agent support',
        from: 0,
        to: 900,
        attributes: { ...id, 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.name': 'support' },
      },
      {
        parent: agent2,
        name: 'execute_tool refund',
        from: 300,
        to: 200,
        error: 'no such payment',
        attributes: { ...id, 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': 'refund' },
      },
      {
        parent: agent2,
        name: 'chat gpt-4o',
        from: 400,
        to: 800,
        attributes: { ...id, ...asked('gpt-4o', [140, 30], [...TWO]) },
      },
    ],
    { at: at + 60_000 },
  );
  return { thread, id: await placed(server, thread, 6), first, second };
}

const open = async (page: Page, server: Server, id: string) => {
  await page.goto(`${server.url}/conversations/${id}`);
  await expect(page.locator('.message').first()).toBeVisible();
};
const row = (page: Page, name: string) => page.getByRole('treeitem').filter({ hasText: name });

test('from a message to its spans, into one of them, and back', async ({ console: page, server }) => {
  const { id } = await talk(server);
  await open(page, server, id);
  await page.keyboard.press('t');
  const tree = page.getByRole('tree');
  await expect(row(page, 'execute_tool find_order')).toBeVisible();
  await expect(row(page, 'execute_tool refund')).toBeVisible();
  await page.locator('.message', { hasText: ONE[1] }).locator('.message-facts a').click();
  await expect(row(page, 'execute_tool refund')).toHaveCount(0);
  await expect(row(page, 'execute_tool find_order')).toHaveAttribute('aria-level', '2');
  expect(await violations(page)).toEqual([]);
  // By the keys alone: the tree, the agent, closed and opened.
  await tree.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(row(page, 'execute_tool find_order')).toHaveCount(0);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const detail = page.getByRole('region', { name: 'Span execute_tool find_order' });
  await expect(detail).toContainText('48213');
  await expect(detail).toContainText('shipped');
  await expect(page).toHaveURL(/span=/);
  await detail.getByPlaceholder('Find a name or a value').fill('find_order');
  await expect(detail.locator('mark').first()).toHaveText('find_order');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(detail).toHaveCount(0);
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await row(page, 'execute_tool refund').click();
  await page.getByRole('button', { name: 'Show the message' }).click();
  await expect(page.locator('.message.chosen')).toContainText(TWO[1]);
});

test('failures come first on request, and no bar is shorter than nothing', async ({ console: page, server }) => {
  const { id } = await talk(server);
  await open(page, server, id);
  await page.keyboard.press('t');
  await page.getByRole('button', { name: /Errors first/ }).click();
  await expect(page.getByRole('treeitem').first()).toContainText('1 failed span');
  await expect(page.getByRole('treeitem').nth(1)).toContainText('execute_tool refund');
  const widths = await page
    .locator('.wf-track i')
    .evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().width));
  expect(Math.min(...widths)).toBeGreaterThanOrEqual(3);
});

test('the cost of a conversation is told by model', async ({ console: page, server }) => {
  const { id } = await talk(server);
  await open(page, server, id);
  await page.getByRole('button', { name: /^Cost by model/ }).click();
  const table = page.getByRole('table', { name: 'Cost by model' });
  await expect(table).toContainText('gpt-4o');
  await expect(table).toContainText('240');
});

test('one without words says which switch to set', async ({ console: page, server }) => {
  const thread = `e2e-silent-${hex(6)}`;
  const attributes = { 'gen_ai.conversation.id': thread, ...asked('gpt-4o', [10, 5]) };
  await send(server, [{ name: 'chat gpt-4o', from: 0, to: 500, attributes }]);
  const id = await placed(server, thread, 1);
  await page.goto(`${server.url}/conversations/${id}`);
  const notice = page.locator('.not-captured');
  for (const words of ['send_default_pii', 'CAPTURE_MESSAGE_CONTENT', 'TRACELOOP_TRACE_CONTENT'])
    await expect(notice).toContainText(words);
  expect(await violations(page)).toEqual([]);
});

test('a whole trace leads to its conversation, and one without says how to give it one', async ({
  console: page,
  server,
}) => {
  const { thread, first } = await talk(server);
  const stray = await send(server, [{ name: `batch ${hex(4)}`, from: 0, to: 100 }]);
  await page.goto(`${server.url}/traces?thread=${encodeURIComponent(thread)}`);
  await expect(page.getByRole('table', { name: 'Traces' }).getByRole('link', { name: thread })).toHaveCount(2);
  await page.getByLabel('Only with errors').check();
  await expect(page.getByRole('table', { name: 'Traces' }).getByRole('link', { name: thread })).toHaveCount(1);
  expect(await violations(page)).toEqual([]);
  await page.goto(`${server.url}/traces/${first}`);
  await row(page, 'chat gpt-4o').click();
  await expect(page.getByRole('region', { name: 'Span chat gpt-4o' })).toContainText(ONE[1]);
  await page.getByRole('link', { name: 'Show the message' }).click();
  await expect(page.locator('.message.chosen')).toBeVisible();
  await expect(async () => {
    await page.goto(`${server.url}/traces/${stray}`);
    await expect(page.getByText('No span of this trace names a conversation')).toBeVisible({ timeout: 3000 });
  }).toPass({ timeout: 30_000 });
  for (const width of [1024, 390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await sideways(page), `${width}`).toBe(false);
  }
});

test('five thousand spans open at once and few of them are drawn', async ({ console: page, server }) => {
  test.setTimeout(120_000);
  const thread = `e2e-long-${hex(6)}`;
  const root = hex(8);
  const trace = hex(16);
  const at = Date.now() - 900_000;
  const attributes = { 'gen_ai.conversation.id': thread, 'gen_ai.operation.name': 'invoke_agent' };
  await send(server, [{ span_id: root, name: 'worker', from: 0, to: 60_000, attributes }], { trace, at });
  for (let block = 0; block < 10; block++)
    await send(
      server,
      Array.from({ length: 500 }, (_, index) => ({
        parent: root,
        name: `execute_tool step ${block * 500 + index}`,
        from: (block * 500 + index) * 10,
        to: (block * 500 + index) * 10 + 8,
        attributes: { ...attributes, 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': 'step' },
      })),
      { trace, at },
    );
  const id = await placed(server, thread, 5001);
  await page.goto(`${server.url}/conversations/${id}?span=${trace}-${root}`);
  await expect(page.getByRole('treeitem').filter({ hasText: 'worker' }).first()).toBeVisible();
  await expect(page.locator('.trace-sum')).toHaveText(/5,00\d spans/);
  expect(await page.getByRole('treeitem').count()).toBeLessThan(80);
  await page.getByRole('tree').focus();
  await page.keyboard.press('End');
  await expect(row(page, 'step 4999')).toBeVisible();
});
