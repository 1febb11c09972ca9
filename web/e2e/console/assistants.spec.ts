// Assistants: made, changed, refused, left unsaved, and what changed from version to version.
import { expect, sideways, test, violations, type Server } from './support';

const assistant = (server: Server, more: Record<string, unknown> = {}) =>
  server.api<{ id: string; version: number }>('POST', '/api/v1/assistants', {
    name: `Shop ${Math.random().toString(36).slice(2, 7)}`,
    provider: 'openai',
    base_url: 'https://models.example/v1',
    model: 'm-1',
    system_prompt: 'You help.\nThe customer is called {{name}}.',
    ...more,
  });

test('lists assistants with their state, and makes one', async ({ console: page, server }) => {
  await page.goto(`${server.url}/assistants`);
  await expect(page).toHaveTitle('Assistants · Verbatim');
  await expect(page.getByRole('table', { name: 'Assistants' })).toContainText('Demo assistant');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('link', { name: 'New assistant' }).click();
  const name = `Made here ${Date.now()}`;
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Create assistant' }).click();
  // The model is missing: the field says so, on the part where it is.
  await expect(page.getByRole('alert')).toContainText('model');
  await page.getByRole('link', { name: 'model', exact: true }).click();
  const model = page.getByLabel('Model', { exact: true });
  await expect(model).toHaveAttribute('aria-invalid', 'true');
  await model.fill('m-2');
  await page.getByRole('button', { name: 'Create assistant' }).click();
  await expect(page.getByRole('heading', { name })).toBeVisible();
  await expect(page).toHaveURL(/assistants\/[\da-f-]{36}/);
});

test('asks before what was typed is lost, and sends only what was changed', async ({ console: page, server }) => {
  const { id } = await assistant(server);
  await page.goto(`${server.url}/assistants/${id}`);
  const prompt = page.getByLabel('Prompt');
  await prompt.fill('You help and are brief.');
  await page.getByRole('button', { name: 'email', exact: true }).click();
  await expect(prompt).toHaveValue(/\{\{email\}\}/);
  await page.getByRole('link', { name: 'Insights' }).click();
  await expect(page.getByRole('dialog', { name: 'Leave without saving?' })).toBeVisible();
  await page.getByRole('button', { name: 'Stay here' }).click();
  await expect(prompt).toHaveValue(/brief/);
  const asked = page.waitForRequest((request) => request.method() == 'PATCH');
  await page.getByRole('button', { name: 'Save' }).click();
  expect(Object.keys((await asked).postDataJSON() as object)).toEqual(['system_prompt']);
  await expect(page.getByRole('button', { name: 'Save' })).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('link', { name: 'Versions' }).click();
  const version = page.getByRole('region', { name: 'Version 2' });
  await expect(version.locator('ins')).toContainText('brief');
  await expect(version.locator('del').first()).toContainText('You help.');
  expect(await violations(page)).toEqual([]);
});

test('says what is wrong with a schema, and where', async ({ console: page, server }) => {
  const { id } = await assistant(server);
  await page.goto(`${server.url}/assistants/${id}?part=tools`);
  await page.getByRole('button', { name: 'Add a tool' }).click();
  const schema = page.getByLabel('Arguments, as JSON Schema');
  await schema.fill('{\n  "type": "object",\n  "properties": { "order": { "type": "int" } }\n}');
  const fault = page.getByRole('button', { name: /^Line 3, column \d+, properties\.order\.type/ });
  await expect(fault).toBeVisible();
  await fault.click();
  await expect(schema).toBeFocused();
  expect(
    await schema.evaluate((one: HTMLTextAreaElement) => one.value.slice(one.selectionStart, one.selectionEnd)),
  ).toBe('"');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('tools[0].parameters');
  expect(await violations(page)).toEqual([]);
  await schema.fill('{"type": "object", "properties": {}}');
  await page.getByRole('button', { name: 'Save' }).click();
  // What the server says of the others stands beside them.
  await expect(page.getByLabel('Name', { exact: true })).toHaveAttribute('aria-invalid', 'true');
});

test('has variables as a table, and a new secret is shown once', async ({ console: page, server }) => {
  const { id } = await assistant(server);
  await page.goto(`${server.url}/assistants/${id}?part=extraction`);
  await page.getByRole('button', { name: 'Add a variable' }).click();
  await page.getByLabel('Name', { exact: true }).fill('mood');
  await page.getByLabel('Type of mood').selectOption('choice');
  await page.getByLabel(/^Choices of mood/).fill('calm, angry');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.').first()).toBeVisible();
  const found = await server.api<{ data: { id: string; extraction: unknown }[] }>('GET', '/api/v1/assistants');
  expect(found.data.find((one) => one.id == id)?.extraction).toMatchObject({
    variables: [{ name: 'mood', type: 'choice', choices: ['calm', 'angry'] }],
  });
  await page.getByRole('button', { name: 'More' }).first().click();
  await page.getByRole('menuitem', { name: 'New signing secret' }).click();
  await page.getByRole('button', { name: 'Make a new secret' }).click();
  await expect(page.getByRole('dialog')).toContainText('whsec_');
  expect(await violations(page)).toEqual([]);
});

test('stands on any width', async ({ console: page, server }) => {
  const { id } = await assistant(server);
  for (const part of ['prompt', 'model', 'tools', 'extraction', 'speech', 'versions'])
    for (const width of [1024, 390, 320]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`${server.url}/assistants/${id}?part=${part}`);
      await expect(page.getByRole('link', { name: 'All assistants' })).toBeVisible();
      expect(await sideways(page), `${part} ${width}`).toBe(false);
    }
});
