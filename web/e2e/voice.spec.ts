// Speaking and hearing: by the server from a real recording of Chromium's own test device, and by the browser's speech,
// of which a stand-in is put into the page.
import { expect, html, test, violations, type Server } from './support';
import config from '../playwright.config';

const media = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
const { launchOptions } = config.use ?? {};
test.use({ launchOptions: { ...launchOptions, args: [...(launchOptions?.args ?? []), ...media] } });

const both = { transcription: true, speech: true };
const aloud = (server: Server, voice: object | null = both) =>
  Object.assign(server.config, { mode: 'voice_chat', voice });
const asked = (server: Server, path: string) => server.log.filter((request) => request.path == path);

/** The page as the widget's voice finds it. */
interface Bench {
  told: string[];
  heard: FakeRecognition[];
  uttered: string[];
  speaks: boolean;
  mic: (loud: boolean) => void;
  tracks: MediaStreamTrack[];
}
interface FakeRecognition {
  lang: string;
  continuous: boolean;
  say(text: string, isFinal?: boolean): void;
  fail(error: string): void;
  end(): void;
}
declare global {
  interface Window {
    bench: Bench;
  }
}

type Page = import('@playwright/test').Page;

/** Notes the states that the API tells, and what becomes of microphones. */
async function prepare(page: Page, { recognition = false, synthesis = false, microphone = 'device' } = {}) {
  await page.addInitScript(
    ({ recognition, synthesis, microphone }) => {
      const bench: Bench = { told: [], heard: [], uttered: [], speaks: true, mic: () => {}, tracks: [] };
      window.bench = bench;
      window.Verbatim = { q: [['on', 'voice', (state: string) => bench.told.push(state)]] } as never;
      delete (window as never as { webkitSpeechRecognition?: unknown }).webkitSpeechRecognition;
      delete (window as never as { SpeechRecognition?: unknown }).SpeechRecognition;

      const { mediaDevices } = navigator;
      const real = mediaDevices?.getUserMedia.bind(mediaDevices);
      if (microphone == 'none') Object.defineProperty(navigator, 'mediaDevices', { value: undefined });
      else
        mediaDevices.getUserMedia = async (wanted) => {
          if (microphone == 'denied') throw new DOMException('No', 'NotAllowedError');
          if (microphone == 'missing') throw new DOMException('No', 'NotFoundError');
          let stream: MediaStream;
          if (microphone == 'ours') {
            const context = new AudioContext();
            const sound = context.createOscillator();
            const gain = context.createGain();
            const out = context.createMediaStreamDestination();
            gain.gain.value = 0;
            sound.connect(gain).connect(out);
            sound.start();
            bench.mic = (loud) => (gain.gain.value = loud ? 0.5 : 0);
            stream = out.stream;
          } else stream = await real(wanted);
          bench.tracks.push(...stream.getTracks());
          return stream;
        };

      if (recognition)
        (window as never as { SpeechRecognition: unknown }).SpeechRecognition = class {
          lang = '';
          continuous = false;
          onaudiostart?: () => void;
          onresult?: (event: object) => void;
          onerror?: (event: object) => void;
          onend?: () => void;
          start() {
            bench.heard.push(this as never);
            setTimeout(() => this.onaudiostart?.(), 20);
          }
          say(transcript: string, isFinal = false) {
            this.onresult?.({ results: [Object.assign([{ transcript }], { isFinal })] });
          }
          fail(error: string) {
            this.onerror?.({ error });
            this.onend?.();
          }
          end() {
            this.onend?.();
          }
          stop() {
            setTimeout(() => this.onend?.(), 20);
          }
          abort() {
            setTimeout(() => this.fail('aborted'), 0);
          }
        };

      const utterances: SpeechSynthesisUtterance[] = [];
      const over = () => utterances.shift()?.onend?.(new Event('end') as never);
      const speech = {
        getVoices: () => (synthesis ? [{ lang: 'en-US' }, { lang: 'de-DE' }] : []),
        addEventListener() {},
        speak(utterance: SpeechSynthesisUtterance) {
          bench.uttered.push(utterance.text.trim());
          utterances.push(utterance);
          setTimeout(() => utterance.onstart?.(new Event('start') as never), 5);
          if (bench.speaks) setTimeout(over, 30);
        },
        cancel: () => (utterances.length = 0),
      };
      Object.defineProperty(window, 'speechSynthesis', { value: speech });
    },
    { recognition, synthesis, microphone },
  );
}

const microphone = (page: Page) => page.getByRole('button', { name: 'Speak', exact: true });
const bar = (page: Page) => page.locator('.voice');
const told = (page: Page) => page.evaluate(() => window.bench.told);
/** The newest recogniser of the page says something, fails or ends. */
const recogniser = (page: Page, deed: 'say' | 'fail' | 'end', ...values: unknown[]) =>
  page.evaluate(
    ([deed, values]) => {
      const newest = window.bench.heard.at(-1) as never as Record<string, (...values: unknown[]) => void>;
      newest[deed]?.(...values);
    },
    [deed, values] as const,
  );

test('by the server: what is recorded is understood, sent as spoken, answered and read out', async ({
  page,
  server,
  widget,
}) => {
  aloud(server);
  // Nothing but the server itself is allowed: no media-src, no blob:, no worker.
  server.headers = { 'content-security-policy': "default-src 'none'; script-src 'self'; connect-src 'self'" };
  server.html = html().replace(/<style>.*?<\/style>/s, '');
  const broken: string[] = [];
  page.on('console', (message) => /Content Security/.test(message.text()) && broken.push(message.text()));
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await prepare(page);
  await widget.visit(server);
  await widget.open();
  await expect(microphone(page)).toBeVisible();
  expect(fetched.filter((path) => path.includes('/voice-'))).toEqual([]);
  expect(await page.evaluate(() => window.bench.tracks.length)).toBe(0);

  await microphone(page).click();
  await expect(bar(page)).toHaveAttribute('data-state', 'listening');
  expect(asked(server, '/sessions')).toEqual([]);
  // The test device beeps every second.
  await page.waitForTimeout(2500);
  server.answer = () => ['It is **on its way**. ', 'See [the page](https://example.org).'];
  server.pace = 150;
  await page.getByRole('button', { name: 'Finish speaking' }).click();
  await expect(widget.rows).toContainText(['Where is my order?', 'It is on its way. See the page.']);
  await expect(bar(page)).toHaveAttribute('data-state', 'muted');
  const [recording] = asked(server, '/transcriptions');
  expect(recording?.headers['content-type']).toBe('audio/webm;codecs=opus');
  expect(recording?.headers.authorization).toMatch(/^Bearer vs_/);
  expect(recording?.size).toBeGreaterThan(3000);
  const [sent] = server.log.filter(({ method, path }) => method == 'POST' && path == '/messages');
  expect(sent?.body).toMatchObject({ text: 'Where is my order?', modality: 'voice' });
  expect(asked(server, '/speech').map(({ body }) => body)).toEqual([{ text: 'It is on its way.\nSee the page.' }]);
  expect(await told(page)).toEqual(['connecting', 'listening', 'thinking', 'speaking', 'muted']);
  expect(await page.evaluate(() => window.bench.tracks.map((track) => track.readyState))).toEqual(['ended']);
  expect(broken).toEqual([]);
});

test('by the server, hands-free: silence ends a phrase, it listens again, and a voice interrupts', async ({
  page,
  server,
  widget,
}) => {
  aloud(server);
  server.spoken = 30;
  await prepare(page, { microphone: 'ours' });
  const speak = async (milliseconds: number) => {
    await page.evaluate(() => window.bench.mic(true));
    await page.waitForTimeout(milliseconds);
    await page.evaluate(() => window.bench.mic(false));
  };
  await widget.visit(server);
  await widget.open();
  await microphone(page).click();
  await page.getByRole('button', { name: 'Hands-free' }).click();
  await expect(bar(page)).toHaveAttribute('data-state', 'listening');
  await speak(700);
  await expect(bar(page)).toHaveAttribute('data-state', 'speaking');
  expect(asked(server, '/transcriptions')).toHaveLength(1);
  await speak(700);
  await expect(bar(page)).toHaveAttribute('data-state', /listening|thinking/);
  await expect.poll(() => asked(server, '/transcriptions').length).toBe(2);
  await expect(bar(page)).toHaveAttribute('data-state', 'speaking');
  await page.getByRole('button', { name: 'Mute' }).click();
  await expect(page.getByRole('button', { name: 'Mute' })).toHaveAttribute('aria-pressed', 'false');
  await expect.poll(() => page.evaluate(() => window.bench.tracks.at(-1)?.readyState)).toBe('ended');
  await speak(700);
  await page.waitForTimeout(1500);
  expect(asked(server, '/transcriptions')).toHaveLength(2);
  await page.getByRole('button', { name: 'End voice' }).click();
  await expect(bar(page)).toHaveText(/Voice has ended/);
  await expect(bar(page)).toHaveCount(0);
  expect(await page.evaluate(() => window.bench.tracks.every((track) => track.readyState == 'ended'))).toBe(true);
});

test('a recording in which nobody speaks is not sent', async ({ page, server, widget }) => {
  aloud(server);
  await prepare(page, { microphone: 'ours' });
  await widget.visit(server);
  await widget.open();
  await microphone(page).click();
  await expect(bar(page)).toHaveAttribute('data-state', 'listening');
  await page.waitForTimeout(600);
  await page.getByRole('button', { name: 'Finish speaking' }).click();
  await expect(bar(page)).toContainText('Nothing was heard.');
  expect(asked(server, '/transcriptions').concat(asked(server, '/sessions'))).toEqual([]);
});

test('by the browser: words are captions while they are said, and the answer is spoken while it is written', async ({
  page,
  server,
  widget,
}) => {
  aloud(server, { transcription: false, speech: false });
  server.answer = () => ['The first sentence. ', 'The second ', 'one.\n\n', '```\ncode\n```\n', 'The last'];
  server.pace = 300;
  await prepare(page, { recognition: true, synthesis: true });
  await widget.visit(server);
  await widget.open();
  await microphone(page).hover();
  await page.mouse.down();
  await expect(bar(page)).toHaveAttribute('data-state', 'listening');
  await recogniser(page, 'say', 'where is');
  await expect(bar(page).locator('.caption')).toHaveText('where is');
  await recogniser(page, 'say', 'Where is my parcel?', true);
  await expect(bar(page).locator('.caption')).toHaveText('Where is my parcel?');
  await page.waitForTimeout(500);
  // Held, it ends when it is let go.
  await page.mouse.up();
  await expect(widget.rows).toContainText(['Where is my parcel?', 'The first sentence.']);
  // Its first sentence is spoken while the rest is written.
  await expect.poll(() => page.evaluate(() => window.bench.uttered)).toEqual(['The first sentence.']);
  await expect(page.locator('.row.draft')).toHaveCount(1);
  await expect(bar(page)).toHaveAttribute('data-state', 'muted');
  expect(await page.evaluate(() => window.bench.uttered)).toEqual([
    'The first sentence.',
    'The second one.',
    'The last',
  ]);
  expect(await page.evaluate(() => [window.bench.heard[0]?.lang, window.bench.heard[0]?.continuous])).toEqual([
    'en',
    true,
  ]);
  expect(await told(page)).toEqual(['connecting', 'listening', 'thinking', 'speaking', 'muted']);
  const [sent] = server.log.filter(({ method, path }) => method == 'POST' && path == '/messages');
  expect(sent?.body.modality).toBe('voice');
  expect(asked(server, '/speech')).toEqual([]);
});

test('by the browser, hands-free: it listens again, ignores its own echo, and is interrupted by words', async ({
  page,
  server,
  widget,
}) => {
  aloud(server, { transcription: false, speech: false });
  server.answer = () => ['Your parcel arrives on Tuesday morning.'];
  await prepare(page, { recognition: true, synthesis: true });
  await widget.visit(server);
  await widget.open();
  await microphone(page).click();
  await expect(bar(page)).toHaveAttribute('data-state', 'listening');
  await page.getByRole('button', { name: 'Hands-free' }).click();
  const heard = () => page.evaluate(() => window.bench.heard.length);
  await expect(bar(page)).toHaveAttribute('data-state', 'listening');
  await recogniser(page, 'say', 'Where is it?', true);
  await recogniser(page, 'end');
  await expect(widget.rows).toContainText(['Where is it?', 'Your parcel arrives']);
  await expect(bar(page)).toHaveAttribute('data-state', 'listening');
  expect(await told(page)).toEqual([
    ...['connecting', 'listening', 'connecting', 'listening'],
    ...['thinking', 'speaking', 'connecting', 'listening'],
  ]);

  await page.evaluate(() => (window.bench.speaks = false));
  await recogniser(page, 'say', 'And the other?', true);
  await recogniser(page, 'end');
  await expect(bar(page)).toHaveAttribute('data-state', 'speaking');
  const before = await heard();
  await recogniser(page, 'say', 'parcel arrives on tuesday');
  await expect(bar(page)).toHaveAttribute('data-state', 'speaking');
  await recogniser(page, 'end');
  // Recognition ends by itself now and then; it is begun again for as long as the answer is spoken.
  await expect.poll(heard).toBe(before + 1);
  await recogniser(page, 'say', 'stop please');
  await expect(bar(page)).toHaveAttribute('data-state', 'listening');
  await expect(bar(page).locator('.caption')).toHaveText('stop please');
  await recogniser(page, 'say', 'Stop please, I know.', true);
  await recogniser(page, 'end');
  await expect(page.locator('.row.visitor .bubble').last()).toHaveText('Stop please, I know.');
  await expect(bar(page)).toHaveAttribute('data-state', 'speaking');
  // A press interrupts, too.
  await microphone(page).click();
  await expect(bar(page)).toHaveAttribute('data-state', 'listening');

  // Four phrases of nothing, and the microphone is closed.
  for (let times = 0; times < 4; times++) {
    await expect(bar(page)).toHaveAttribute('data-state', 'listening');
    await recogniser(page, 'fail', 'no-speech');
    await page.waitForTimeout(60);
  }
  await expect(bar(page)).toHaveAttribute('data-state', 'muted');
});

test('a browser whose recognition fails has the server listen', async ({ page, server, widget }) => {
  aloud(server);
  await prepare(page, { recognition: true, microphone: 'ours' });
  await widget.visit(server);
  await widget.open();
  await microphone(page).click();
  await expect(bar(page)).toHaveAttribute('data-state', 'listening');
  await recogniser(page, 'fail', 'network');
  await expect(bar(page)).toHaveAttribute('data-state', 'listening');
  await page.evaluate(() => window.bench.mic(true));
  await page.waitForTimeout(600);
  await page.getByRole('button', { name: 'Finish speaking' }).click();
  await expect(widget.rows).toContainText(['Where is my order?', 'You said']);
});

for (const [what, options, words] of [
  ['is denied', { microphone: 'denied' }, 'The microphone is blocked.'],
  ['is not there', { microphone: 'missing' }, 'There is no microphone.'],
] as const)
  test(`a microphone that ${what} is explained, and the chat goes on`, async ({ page, server, widget }) => {
    aloud(server);
    await prepare(page, options);
    await widget.visit(server);
    await widget.open();
    await microphone(page).click();
    await expect(bar(page).getByRole('status')).toContainText(words);
    await expect(bar(page)).toHaveAttribute('data-state', 'ended');
    expect(await violations(page)).toEqual([]);
    await widget.ask('In writing, then');
    await expect(bar(page)).toBeVisible();
    await page.getByRole('button', { name: 'End voice' }).click();
    await expect(bar(page)).toHaveCount(0);
    await expect(microphone(page)).toBeFocused();
  });

for (const [what, change, options] of [
  ['the widget is for writing', { mode: 'chat', voice: null }, { recognition: true }],
  ['nothing can listen', { mode: 'voice_chat', voice: { transcription: false, speech: true } }, {}],
  ['the browser cannot record', { mode: 'voice_chat', voice: both }, { microphone: 'none' }],
] as const)
  test(`there is no microphone button where ${what}`, async ({ page, server, widget }) => {
    Object.assign(server.config, change);
    await prepare(page, options);
    await widget.visit(server);
    await widget.open();
    await page.waitForTimeout(400);
    await expect(microphone(page)).toHaveCount(0);
  });

test('a page may narrow a widget to writing', async ({ page, server, widget }) => {
  aloud(server);
  server.html = html({ attributes: 'data-widget="pub_demo" data-mode="chat"' });
  await prepare(page, { recognition: true });
  await widget.visit(server);
  await widget.open();
  await page.waitForTimeout(400);
  await expect(microphone(page)).toHaveCount(0);
});

test('closing the panel closes the microphone, and so does looking elsewhere', async ({ page, server, widget }) => {
  aloud(server);
  await prepare(page, { microphone: 'ours' });
  await widget.visit(server);
  await widget.open();
  const states = () => page.evaluate(() => window.bench.tracks.map((track) => track.readyState));
  await microphone(page).click();
  await expect(bar(page)).toHaveAttribute('data-state', 'listening');
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: true, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
    Reflect.deleteProperty(document, 'hidden');
  });
  await expect(bar(page)).toHaveAttribute('data-state', 'muted');
  expect(await states()).toEqual(['ended']);
  await microphone(page).click();
  await expect(bar(page)).toHaveAttribute('data-state', 'listening');
  await page.keyboard.press('Escape');
  await expect(widget.panel).toHaveCount(0);
  expect(await states()).toEqual(['ended', 'ended']);
  expect((await told(page)).at(-1)).toBe('ended');
});

test('what is not understood is said, and can be said again', async ({ page, server, widget }) => {
  aloud(server);
  server.faults.push({ path: '/transcriptions', status: 502, detail: 'No.' });
  await prepare(page, { microphone: 'ours' });
  await widget.visit(server);
  await widget.open();
  for (const _ of ['fails', 'succeeds']) {
    await microphone(page).click();
    await expect(bar(page)).toHaveAttribute('data-state', 'listening');
    await page.evaluate(() => window.bench.mic(true));
    await page.waitForTimeout(500);
    await page.getByRole('button', { name: 'Finish speaking' }).click();
    if (_ == 'fails') await expect(bar(page)).toContainText('could not be understood');
  }
  await expect(widget.rows).toContainText(['Where is my order?']);
});

test('by keyboard and by ear: held or pressed, in words, without motion, and no answer is heard twice', async ({
  page,
  server,
  widget,
}) => {
  aloud(server);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await prepare(page, { recognition: true, synthesis: true });
  await widget.visit(server);
  await widget.open();
  await page.keyboard.press('Shift+Tab');
  await expect(microphone(page)).toBeFocused();
  await page.keyboard.down('Enter');
  await expect(bar(page)).toHaveAttribute('data-state', 'listening');
  await expect(bar(page).getByRole('status')).toHaveText('Listening');
  await expect(page.getByRole('group', { name: 'Voice' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  await recogniser(page, 'say', 'Hello', true);
  await page.waitForTimeout(450);
  await page.keyboard.up('Enter');
  await expect(page.locator('.row.assistant time')).toHaveCount(2);
  await expect(bar(page).getByRole('status')).toContainText('Hold the microphone');
  await expect(page.locator('.log [aria-live=polite]')).toBeEmpty();
  await expect(microphone(page)).toBeFocused();
  // A screen reader clicks without a key.
  await page.waitForTimeout(1000);
  await microphone(page).evaluate((button: HTMLElement) => button.click());
  await expect(bar(page)).toHaveAttribute('data-state', 'listening');
  await recogniser(page, 'say', 'Again', true);
  await page.waitForTimeout(1000);
  await page.getByRole('button', { name: 'Finish speaking' }).evaluate((button: HTMLElement) => button.click());
  await expect(page.locator('.row.visitor .bubble').last()).toHaveText('Again');
  expect(await violations(page)).toEqual([]);
});

for (const [lang, listening] of [
  ['ar', 'أستمع'],
  ['de', 'Hört zu'],
  ['es', 'Escuchando'],
  ['fr', 'À l’écoute'],
  ['pt', 'Ouvindo'],
] as const)
  test(`voice speaks ${lang}, at 320 pixels, and nothing is cut`, async ({ page, server, widget }) => {
    aloud(server);
    await page.setViewportSize({ width: 320, height: 600 });
    server.html = html({ attributes: `data-widget="pub_demo" data-lang="${lang}"` });
    await prepare(page, { recognition: true, synthesis: true });
    await widget.visit(server);
    await widget.open();
    await page.locator('.tools button').click();
    await page.locator('.ways button').first().click();
    await expect(bar(page).getByRole('status')).toHaveText(listening);
    expect(await page.evaluate(() => window.bench.heard.at(-1)?.lang)).toBe(lang);
    const cut = await bar(page).evaluate(
      (element) =>
        [...element.querySelectorAll('*')].filter((part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth)
          .length,
    );
    expect(cut).toBe(0);
    expect(await violations(page)).toEqual([]);
  });
