// Files: chosen, pasted and dropped; checked, uploaded, waited for and sent once; shown only with the session's right.
import { deflateSync } from 'node:zlib';
import { expect, html, test, violations, type Server, type Widget } from './support';

type Page = import('@playwright/test').Page;

/** A PNG of one colour; its checksums are not looked at closely, its size is what counts. */
function png(width = 300, height = 200): Buffer {
  const table = Array.from({ length: 256 }, (_, n) => {
    for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
    return n >>> 0;
  });
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const crc = ~body.reduce((crc, byte) => (crc >>> 8) ^ (table[(crc ^ byte) & 255] as number), -1) >>> 0;
    const ends = [Buffer.alloc(4), Buffer.alloc(4)] as const;
    ends[0].writeUInt32BE(data.length);
    ends[1].writeUInt32BE(crc);
    return Buffer.concat([ends[0], body, ends[1]]);
  };
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  const row = Buffer.concat([Buffer.alloc(1), Buffer.alloc(width * 3, 0x66)]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

const photo = { name: 'photo of it.png', mimeType: 'image/png', buffer: png() };
const paper = { name: 'bill.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 a bill') };

const takes = (server: Server) =>
  Object.assign(server.config, {
    files: { types: ['image/png', 'image/jpeg', 'application/pdf'], max_bytes: 1_000_000 },
  });
const uploads = (server: Server) => server.log.filter(({ path, method }) => path == '/files' && method == 'POST');
const messages = (server: Server) => server.log.filter(({ path, method }) => path == '/messages' && method == 'POST');
const tray = (page: Page) => page.locator('.tray li');
const choose = async (page: Page, ...files: (typeof photo)[]) => {
  await expect(page.getByRole('button', { name: 'Add files' })).toBeVisible();
  await page.locator('.tools input[type=file]').setInputFiles(files);
};
const canvas = (page: Page) => page.locator('.row.visitor canvas');

const saved = (page: Page, name: string) => page.locator('.bubble').getByRole('button', { name });

async function start(server: Server, widget: Widget) {
  takes(server);
  await widget.visit(server);
  await widget.open();
}

test('files go with the first message, and not before', async ({ page, server, widget }) => {
  const broken: string[] = [];
  page.on('console', (message) => /Content Security|Trusted/.test(message.text()) && broken.push(message.text()));
  server.headers = {
    'content-security-policy':
      "default-src 'none'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'",
  };
  server.html = html().replace(/<style>.*?<\/style>/s, '');
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await start(server, widget);
  await expect(page.getByRole('button', { name: 'Add files' })).toBeVisible();
  expect(fetched.filter((path) => path.includes('/files-'))).toEqual([]);
  await choose(page, photo, paper);
  await expect(tray(page)).toHaveText([/photo of it\.png/, /bill\.pdf/]);
  await page.waitForTimeout(300);
  expect(uploads(server)).toEqual([]);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  await widget.field.press('Enter');
  await expect(page.locator('.row.assistant time')).toHaveCount(2);
  await expect(tray(page)).toHaveCount(0);
  expect(uploads(server).map(({ headers, size }) => [headers['content-type'], size])).toEqual([
    ['image/png', photo.buffer.length],
    ['application/pdf', paper.buffer.length],
  ]);
  const [session] = server.sessions.values();
  expect(messages(server).map(({ body }) => [body.text, body.files])).toEqual([['', [...session.files.keys()]]]);
  expect([...session.files.values()].map(({ told }) => told.name)).toEqual(['photo of it.png', 'bill.pdf']);
  await expect(canvas(page)).toHaveCount(1);
  await expect(saved(page, 'bill.pdf')).toContainText(/bill\.pdf.*kB/);
  expect(broken).toEqual([]);
  // What was uploaded here needs not be fetched to be shown; on the next page it is, with the session's own right.
  expect(server.log.filter(({ path }) => path.startsWith('/files/'))).toEqual([]);
  await page.reload();
  await expect(canvas(page)).toHaveCount(1);
  const [got] = server.log.filter(({ path }) => path.startsWith('/files/'));
  expect(got?.headers.authorization).toMatch(/^Bearer vs_/);
  const download = page.waitForEvent('download');
  await saved(page, 'bill.pdf').click();
  expect((await download).suggestedFilename()).toBe('bill.pdf');
  expect(broken).toEqual([]);
});

test('in a conversation they are uploaded while one writes, and can be taken out', async ({ page, server, widget }) => {
  await start(server, widget);
  await widget.ask('Hello');
  server.delay = 1500;
  await choose(page, photo);
  await expect(page.getByRole('button', { name: 'Remove photo of it.png' })).toBeVisible();
  await expect(widget.field).toBeFocused();
  await page.getByRole('button', { name: 'Remove photo of it.png' }).click();
  await expect(tray(page)).toHaveCount(0);
  server.delay = 0;
  await choose(page, paper);
  await expect.poll(() => uploads(server).length).toBe(2);
  await widget.ask('See the bill');
  expect(uploads(server)).toHaveLength(2);
  expect(messages(server).at(-1)?.body.files).toHaveLength(1);
  await expect(page.locator('.row.visitor .bubble').last()).toContainText('See the bill');
  await expect(page.locator('.row.visitor .bubble').last()).toContainText('bill.pdf');
});

test('progress is shown, and a message is called back with its file', async ({ page, server, widget }) => {
  await start(server, widget);
  await widget.ask('Hello');
  const client = await page.context().newCDPSession(page);
  await client.send('Network.enable');
  const speed = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 100_000 };
  await client.send('Network.emulateNetworkConditions', speed);
  await choose(page, { ...paper, buffer: Buffer.alloc(800_000, 1) });
  const bar = page.getByRole('progressbar', { name: 'Uploading' });
  const value = () => bar.evaluate((element: HTMLProgressElement) => element.value);
  await expect.poll(value).toBeGreaterThan(0.05);
  expect(await value()).toBeLessThan(1);
  await widget.field.press('Enter');
  await expect(page.locator('.row.visitor.sending progress')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.locator('.row.visitor.sending').getByRole('button', { name: 'Remove bill.pdf' }).click();
  await expect(page.locator('.row.visitor')).toHaveCount(1);
  await client.send('Network.emulateNetworkConditions', { ...speed, uploadThroughput: -1 });
  await widget.ask('Never mind');
  expect(messages(server).map(({ body }) => body.text)).toEqual(['Hello', 'Never mind']);
});

test('what cannot be sent is said before it is', async ({ page, server, widget }) => {
  await start(server, widget);
  await widget.ask('Hello');
  await choose(page, { name: 'x.html', mimeType: 'text/html', buffer: Buffer.from('<b>') });
  await expect(page.locator('.tray [role=status]')).toHaveText('x.html is no kind of file that can be sent here.');
  await choose(page, { ...paper, buffer: Buffer.alloc(1_000_001) });
  await expect(page.locator('.tray [role=status]')).toHaveText(/bill\.pdf is larger than 1(\.0)? MB\./);
  await choose(page, ...Array.from({ length: 11 }, (_, n) => ({ ...paper, name: `${n}.pdf` })));
  await expect(tray(page)).toHaveCount(10);
  await expect(page.locator('.tray [role=status]')).toHaveText('Ten files can be sent at once.');
  expect(await violations(page)).toEqual([]);
});

test('an upload that fails says so, is tried again, and never blocks the chat', async ({ page, server, widget }) => {
  await start(server, widget);
  await widget.ask('Hello');
  server.faults.push({ path: '/files', status: 503, after: 1, detail: 'Later.' });
  await choose(page, photo);
  await expect(tray(page)).toContainText('Not uploaded. Later.');
  await tray(page).getByRole('button', { name: 'Try again' }).click();
  await expect(tray(page)).not.toContainText('Not uploaded');
  server.faults.push({ path: '/files', status: 415, detail: 'This is no PDF.' });
  await choose(page, paper);
  await expect(tray(page).last()).toContainText('Not uploaded. This is no PDF.');
  await expect(tray(page).last().getByRole('button', { name: 'Try again' })).toHaveCount(0);
  expect(await violations(page)).toEqual([]);
  await widget.ask('The picture alone');
  expect(messages(server).at(-1)?.body.files).toHaveLength(1);
  await expect(tray(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Remove bill.pdf' }).click();
  await expect(tray(page)).toHaveCount(0);

  // With the first message there is no trial before: the message says why, and the chat stays.
  await widget.call('reset');
  await choose(page, paper);
  server.faults.push({ path: '/files', status: 403, detail: 'This chat takes no files.' });
  await widget.field.press('Enter');
  await expect(page.locator('.row.refused')).toContainText('Not sent. This chat takes no files.');
  await page.locator('.row.refused').getByRole('button', { name: 'Try again' }).click();
  await expect(page.locator('.row.assistant time')).toHaveCount(2);
  await expect(page.locator('.row.refused')).toHaveCount(0);
  expect(messages(server).at(-1)?.body.files).toHaveLength(1);
});

test('offline they wait with their message, over a reload, and are sent once', async ({
  page,
  context,
  server,
  widget,
}) => {
  await start(server, widget);
  await widget.ask('Hello');
  await choose(page, photo);
  await expect.poll(() => uploads(server).length).toBe(1);
  await page.getByRole('button', { name: 'Remove photo of it.png' }).click();
  await context.setOffline(true);
  await choose(page, photo, paper);
  await widget.say('Two files');
  await expect(page.locator('.row.waiting')).toContainText('Two files');
  await expect(canvas(page)).toHaveCount(1);
  await widget.say('And a word');
  await page.waitForTimeout(500);
  // The page itself comes from the test's server: only the widget's calls stay cut.
  server.faults.push({ path: '/files', status: 503, times: 1 });
  await context.setOffline(false);
  await expect.poll(() => uploads(server).length).toBe(2);
  await page.reload();
  await expect(page.locator('.row.visitor time').last()).toBeVisible();
  await expect.poll(() => messages(server).length).toBe(3);
  await expect(canvas(page)).toHaveCount(1);
  const said = messages(server).map(({ body }) => [body.text, body.files?.length ?? 0]);
  expect(said).toEqual([
    ['Hello', 0],
    ['Two files', 2],
    ['And a word', 0],
  ]);
  await expect(page.locator('.row.waiting, .row.sending, .row.refused')).toHaveCount(0);
});

test('they are pasted and dropped, too', async ({ page, server, widget }) => {
  await start(server, widget);
  await expect(page.getByRole('button', { name: 'Add files' })).toBeVisible();
  const give = (type: 'paste' | 'dragover' | 'drop', selector: string) =>
    page.locator(selector).evaluate((element, type) => {
      const data = new DataTransfer();
      data.items.add(new File(['%PDF'], `${type}.pdf`, { type: 'application/pdf' }));
      const event =
        type == 'paste'
          ? new ClipboardEvent(type, { clipboardData: data, bubbles: true, cancelable: true })
          : new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true });
      element.dispatchEvent(event);
      return event.defaultPrevented;
    }, type);
  expect(await give('paste', '.composer textarea')).toBe(true);
  await expect(tray(page)).toHaveText([/paste\.pdf/]);
  expect(await give('dragover', '.log')).toBe(true);
  await expect(page.getByText('Drop files here')).toBeVisible();
  expect(await give('drop', '.log')).toBe(true);
  await expect(page.getByText('Drop files here')).toBeHidden();
  await expect(tray(page)).toHaveText([/paste\.pdf/, /drop\.pdf/]);
});

test('files of the assistant and of people are shown, and none runs or loads by itself', async ({
  page,
  server,
  widget,
}) => {
  await start(server, widget);
  await widget.ask('Hello');
  const [session] = server.sessions.values();
  const picture = server.keep(session, 'map.png', 'image/png', png(900, 300));
  const page_ = server.keep(session, 'page.html', 'text/html', Buffer.from('<script>parent.__xss=1</script>'));
  const svg = server.keep(session, 'x.svg', 'image/svg+xml', Buffer.from('<svg onload="parent.__xss=1"/>'));
  server.record(session, { role: 'person', author: 'Ana', text: 'Here:', files: [picture, page_, svg] });
  await expect(page.locator('.row.person canvas')).toHaveCount(1);
  expect(server.log.filter(({ path }) => path.startsWith('/files/'))).toHaveLength(1);
  const download = page.waitForEvent('download');
  await saved(page, 'page.html').click();
  expect((await download).suggestedFilename()).toBe('page.html');
  expect(page.context().pages()).toHaveLength(1);
  expect(await page.evaluate(() => '__xss' in window)).toBe(false);
  server.faults.push({ path: '/files/', status: 409, detail: 'It is on its way.' });
  await saved(page, 'x.svg').click();
  await expect(page.locator('.row.person')).toContainText('The file cannot be opened. It is on its way.');
  expect(await violations(page)).toEqual([]);
});

test('where the widget takes no files there is no button, no paste and no drop', async ({ page, server, widget }) => {
  await widget.visit(server);
  await widget.open();
  await page.waitForTimeout(400);
  await expect(page.getByRole('button', { name: 'Add files' })).toHaveCount(0);
});

test('in Arabic at 320 pixels nothing is cut', async ({ page, server, widget }) => {
  await page.setViewportSize({ width: 320, height: 600 });
  server.html = html({ html: 'lang="ar" dir="rtl"' });
  await start(server, widget);
  await page.getByRole('button', { name: 'إضافة ملفات' }).waitFor();
  await page.locator('.tools input[type=file]').setInputFiles([{ ...photo, name: `${'very long '.repeat(12)}.png` }]);
  await expect(tray(page)).toHaveCount(1);
  const cut = () => page.locator('.panel').evaluate((panel) => panel.scrollWidth > panel.clientWidth + 1);
  expect(await cut()).toBe(false);
  await widget.say('مرحبا');
  await expect(canvas(page)).toHaveCount(1);
  expect(await cut()).toBe(false);
  expect(await violations(page)).toEqual([]);
});
