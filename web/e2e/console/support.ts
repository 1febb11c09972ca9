// What the browser tests of the console share: a real server with conversations in it, a person who is signed in, and
// what every page has to keep: no violation, no error in the browser's console, no request to anywhere else.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { freePort, Program } from '../program';

export { expect };

const KEY = 'vb_benchbenchbenchbenchbench';
export const PERSON = { email: 'ada@example.com', name: 'Ada Lovelace', password: 'correct horse' };

export interface Server {
  url: string;
  /** Asks the API as a program with all rights. */
  api: <Answer = Record<string, unknown>>(method: string, path: string, body?: unknown) => Promise<Answer>;
  /** The cookie of a session. */
  cookie: string;
}

function api(url: string): Server['api'] {
  return async (method, path, body) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  };
}

/** Sends what the browser would, and gives the cookie that comes back. */
async function cookieFrom(url: string, path: string, body: unknown): Promise<string> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** Becomes the first administrator by the link that the server prints. */
function firstPerson(program: Program): Promise<string> {
  const token = /\/welcome#(\S+)/.exec(program.said)?.[1];
  return cookieFrom(program.url, '/api/v1/invitations/accept', { token, ...PERSON });
}

export interface Said {
  role: 'user' | 'assistant';
  content: string;
  [field: string]: unknown;
}

let last = 0;
/** Puts a conversation on record as an import does, and gives its id. */
export async function record(
  server: Server,
  messages: (string | Said)[],
  { name = 'Grace Hopper', city = 'Oslo', at = Date.now(), type = 'api' } = {},
): Promise<string> {
  const external = `e2e-${Date.now()}-${++last}`;
  const answer = await server.api<{ conversation_id?: string; id?: string }>('POST', '/api/v1/conversations', {
    type,
    external_identifier: external,
    variables: { name, city },
    messages: messages.map((said, index) => ({
      id: `${external}-${index}`,
      created_at: new Date(at + index * 1000).toISOString(),
      ...(typeof said == 'string' ? { role: index % 2 ? 'assistant' : 'user', content: said } : said),
    })),
  });
  return answer.conversation_id ?? answer.id ?? '';
}

export async function signIn(context: BrowserContext, server: Server) {
  const at = server.cookie.indexOf('=');
  await context.addCookies([{ name: server.cookie.slice(0, at), value: server.cookie.slice(at + 1), url: server.url }]);
}

/** CONSOLE_URL names a server that runs already and knows the person: for working on pages. */
export const test = base.extend<{ console: Page; quiet: string[] }, { server: Server }>({
  server: [
    async ({}, use) => {
      const there = process.env.CONSOLE_URL;
      if (there)
        return use({
          url: there,
          api: api(there),
          cookie: await cookieFrom(there, '/api/v1/session', { email: PERSON.email, password: PERSON.password }),
        });
      const program = new Program({ VERBATIM_BOOTSTRAP_KEY: KEY });
      await program.start(await freePort());
      await use({ url: program.url, api: api(program.url), cookie: await firstPerson(program) });
      await program.stop('SIGTERM');
      program.remove();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  /** A page of somebody who is signed in. */
  console: async ({ page, server, context }, use) => {
    await signIn(context, server);
    await page.setViewportSize({ width: 1440, height: 900 });
    await use(page);
  },
  quiet: [
    async ({ page, server }, use) => {
      const said: string[] = [];
      page.on('pageerror', (error) => said.push(`${error}`));
      page.on('console', (message) => {
        if (message.type() == 'error' && !/Failed to load resource|net::ERR/.test(message.text()))
          said.push(message.text());
      });
      page.on('request', (request) => {
        if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin != server.url)
          said.push(request.url());
      });
      await use(said);
      expect(said).toEqual([]);
    },
    { auto: true },
  ],
});

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds against WCAG 2.2 A and AA, in light and in dark. */
export async function violations(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.evaluate(AXE);
    found.push(
      ...(await page.evaluate(async (scheme) => {
        const { axe } = window as unknown as { axe: typeof import('axe-core') };
        const { violations } = await axe.run(document, {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
        });
        return violations.flatMap(({ id, nodes }) =>
          nodes.map(({ html, any }) => `${scheme} ${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ''}`),
        );
      }, colorScheme)),
    );
  }
  return found;
}

/** Whether something makes the page wider than its window. */
export const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
