// What the browser tests share: a stand-in server for each test, and the widget as a visitor handles it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test as base, expect, type Page } from '@playwright/test';
import { page as html, standin } from '../test/standin.mjs';

export { expect, html };
export type Server = Awaited<ReturnType<typeof standin>>;

/** The widget on a page, by its parts. */
export class Widget {
  readonly launcher;
  readonly badge;
  readonly panel;
  readonly field;
  readonly log;
  readonly rows;

  constructor(readonly page: Page) {
    this.launcher = page.locator('.launcher');
    this.badge = page.locator('.badge');
    this.panel = page.locator('.panel[open]');
    this.field = page.locator('.composer textarea');
    this.log = page.locator('.log');
    this.rows = page.locator('.row .bubble');
  }

  /** Goes to the host page and waits for the launcher. */
  async visit(server: Server) {
    await this.page.goto(`${server.url}/host`);
    await expect(this.launcher).toBeVisible();
  }

  async open() {
    await this.launcher.click();
    await expect(this.panel).toBeVisible();
  }

  async say(text: string) {
    await this.field.fill(text);
    await this.field.press('Enter');
  }

  /** Says something and waits until the whole answer is there. */
  async ask(text: string) {
    const answers = this.page.locator('.row.assistant');
    const before = await answers.count();
    await this.say(text);
    await expect(answers).toHaveCount(before + 1);
    await expect(this.page.locator('.row.draft')).toHaveCount(0);
  }

  /** The texts of all bubbles, in order. */
  texts() {
    return this.rows.allInnerTexts();
  }

  /** Calls a method of the API. */
  call(name: string, ...values: unknown[]) {
    return this.page.evaluate(
      ([name, values]) => {
        const api = window.Verbatim as unknown as Record<string, (...values: unknown[]) => unknown>;
        void api[name as string]?.(...(values as unknown[]));
      },
      [name, values] as const,
    );
  }
}

/** Fails the test if the page said or threw something that it should not. */
export const test = base.extend<{ server: Server; widget: Widget; quiet: string[] }>({
  server: async ({}, use) => {
    const server = await standin();
    await use(server);
    await server.close();
  },
  widget: async ({ page }, use) => use(new Widget(page)),
  quiet: [
    async ({ page }, use) => {
      const said: string[] = [];
      page.on('pageerror', (error) => said.push(`${error}`));
      page.on('console', (message) => {
        // The browser itself tells of requests that fail, as the tests make them.
        if (message.type() == 'error' && !/Failed to load resource|net::ERR/.test(message.text()))
          said.push(message.text());
      });
      await use(said);
      expect(said).toEqual([]);
    },
    { auto: true },
  ],
});

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds against WCAG 2.2 A and AA on the page, as `rule: element`. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    // The page around it is somebody else's.
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run('verbatim-widget', {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
  });
}
