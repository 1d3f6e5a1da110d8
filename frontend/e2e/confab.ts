import {
  test as base,
  chromium as driver,
  expect,
  type Browser,
  type BrowserContext,
  type Page,
} from '@playwright/test';
import { chromium } from './browser';
import { ConfabServer } from './server';

interface Workers {
  server: ConfabServer;
  chrome: Browser;
}
interface Tests {
  /** A browser of one's own, with nothing in it. */
  newcomer: (options?: {
    language?: string;
    dark?: boolean;
    width?: number;
    noWebSocket?: boolean;
  }) => Promise<Page>;
}

/** Tests against a real server and a real browser, both started once. */
export const test = base.extend<Tests, Workers>({
  server: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures that are needed from the pattern.
    async ({}, use) => {
      const server = await ConfabServer.start();
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 150_000 },
  ],
  chrome: [
    // eslint-disable-next-line no-empty-pattern -- as above
    async ({}, use) => {
      const browser = await driver.launch(await chromium());
      await use(browser);
      await browser.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  newcomer: async ({ chrome, server }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async ({ language = 'en', dark = false, width = 1280, noWebSocket = false } = {}) => {
      const context = await chrome.newContext({
        baseURL: server.url,
        locale: language,
        colorScheme: dark ? 'dark' : 'light',
        viewport: { width, height: 800 },
        reducedMotion: 'reduce',
      });
      contexts.push(context);
      const page = await context.newPage();
      if (noWebSocket) await page.routeWebSocket(/.*/, (socket) => socket.close({ code: 1006 }));
      return page;
    });
    for (const context of contexts) await context.close();
  },
});

let people = 0;

/** Signs up under a name that nobody else has, and joins `general`. */
export async function signUp(page: Page, displayName: string): Promise<string> {
  people += 1;
  const username = `${displayName.toLowerCase().replace(/[^a-z]/g, '') || 'person'}-${String(people)}`;
  await page.goto('/sign-up');
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Display name').fill(displayName);
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Sign up' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'general' })).toBeVisible();
  await page.getByRole('button', { name: 'Join' }).click();
  await expect(composer(page)).toBeVisible();
  await expectConnected(page);
  return username;
}

export async function expectConnected(page: Page): Promise<void> {
  await expect(page.getByRole('status').filter({ hasText: /^Connected$/ })).toBeAttached({ timeout: 60_000 });
}

export async function createRoom(
  page: Page,
  name: string,
  kind: 'Public' | 'Private' = 'Public',
): Promise<void> {
  await page.getByRole('button', { name: 'New room' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByRole('radio', { name: kind }).check();
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

export function composer(page: Page) {
  return page.getByRole('textbox', { name: /^Message to/ });
}

export async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press('Enter');
}

/** The texts of the messages in view, in order. */
export function messages(page: Page) {
  return page.locator('article');
}

export { expect };
