// What a long conversation costs: measured and told, not judged, since the machine that runs the tests decides.
import { expect, test } from './support';

const LONG = Array.from(
  { length: 500 },
  (_, n) =>
    `## Part ${n}\n\nSome **words** of it, a [link](https://example.org/${n}) and \`code\`, for as long as it takes to fill.\n\n- one\n- two\n`,
).join('\n');

test('500 messages and an answer of 100 KB, with the processor slowed four times', async ({ page, server, widget }) => {
  test.setTimeout(120_000);
  await widget.visit(server);
  await widget.open();
  await widget.ask('Hello');
  await page.keyboard.press('Escape');
  const [session] = server.sessions.values();
  for (let n = 0; n < 248; n++) {
    server.record(session, { role: 'visitor', text: `Question ${n}` });
    server.record(session, { text: `Answer ${n}, with **bold** and \`code\`.\n\n- one\n- two` });
  }
  server.record(session, { text: LONG.slice(0, 100_000) });
  expect(session.messages).toHaveLength(500);

  await page.reload();
  const client = await page.context().newCDPSession(page);
  await client.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.evaluate(() => {
    Object.assign(window, { took: { visible: 0, whole: 0, longest: 0 } });
    const took = (window as never as { took: Record<string, number> }).took;
    const root = document.querySelector('verbatim-widget')?.shadowRoot as ShadowRoot;
    root.querySelector('.launcher')?.addEventListener(
      'click',
      () => {
        const began = performance.now();
        let before = began;
        const frame = () => {
          const now = performance.now();
          const rows = root.querySelectorAll('.row');
          if (!took.visible && root.querySelector('.panel[open] textarea')?.checkVisibility())
            took.visible = now - began;
          if (!took.whole && rows.length >= 50 && rows[rows.length - 1]?.querySelector('h4')) took.whole = now - began;
          took.longest = Math.max(took.longest ?? 0, now - before);
          before = now;
          if (now - began < 6000) requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      },
      { capture: true },
    );
  });
  // The pointer comes near, and the settings, the session and the last fifty messages with it.
  await widget.launcher.hover();
  await expect(page.locator('.row')).toHaveCount(50);
  await page.waitForTimeout(1500);
  await widget.launcher.click();
  await expect(widget.panel).toBeVisible();
  await expect(page.locator('.row .bubble').last()).toContainText('Part');
  await page.waitForTimeout(6500);
  const took = await page.evaluate(() => (window as never as { took: Record<string, number> }).took);
  expect(took.visible).toBeGreaterThan(0);
  expect(await widget.log.evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight)).toBeLessThan(48);

  const scrolling = await widget.log.evaluate(async (log) => {
    const frames: number[] = [];
    let before = performance.now();
    const root = log.getRootNode() as ShadowRoot;
    for (let n = 0; n < 600 && root.querySelectorAll('.row').length < 500; n++) {
      log.scrollTop -= 900;
      await new Promise(requestAnimationFrame);
      frames.push(performance.now() - before);
      before = performance.now();
    }
    frames.sort((a, b) => a - b);
    const rows = root.querySelectorAll('.row').length;
    return { rows, frames: frames.length, median: frames[frames.length >> 1], worst: frames.at(-1) };
  });
  const round = (values: object) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Math.round(value)]));
  console.log('a long conversation, milliseconds:', JSON.stringify({ ...round(took), scrolling: round(scrolling) }));
});
