import AxeBuilder from '@axe-core/playwright';
import {
  test as base,
  chromium as driver,
  expect,
  type Browser,
  type BrowserContext,
  type Page,
} from '@playwright/test';
import { chromium } from './browser';
import { administrator, ConfabServer } from './server';
import { texts, type Language } from './texts';

interface Workers {
  server: ConfabServer;
  chrome: Browser;
}
interface Tests {
  /** A browser of one's own, with nothing in it. */
  newcomer: (options?: {
    language?: Language;
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
export async function signUp(page: Page, displayName: string, language: Language = 'en'): Promise<string> {
  people += 1;
  const username = `${displayName.toLowerCase().replace(/[^a-z]/g, '') || 'person'}-${String(people)}`;
  await page.goto('/sign-up');
  await page.locator('input[name=username]').fill(username);
  await page.locator('input[name=displayName]').fill(displayName);
  await page.locator('input[name=password]').fill('correct horse battery');
  await page.locator('button[type=submit]').click();
  await expect(page.getByRole('heading', { level: 1, name: 'general' })).toBeVisible();
  await page.getByRole('button', { name: texts[language].room.join.verb, exact: true }).click();
  await expect(composer(page)).toBeVisible();
  await expectConnected(page, language);
  return username;
}

/** Everybody's password in these tests. */
export const password = administrator.password;

export async function signInAsAdministrator(page: Page): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Username').fill(administrator.username);
  await page.getByLabel('Password', { exact: true }).fill(administrator.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expectConnected(page);
}

export async function expectConnected(page: Page, language: Language = 'en'): Promise<void> {
  const connected = new RegExp(`^${texts[language].app.connection.connected}$`);
  await expect(page.getByRole('status').filter({ hasText: connected })).toBeAttached({ timeout: 60_000 });
}

/** Tells all that axe finds and lets the test go on, so that one run shows everything. */
export async function expectAccessible(page: Page, where: string, except: string[] = []): Promise<void> {
  // Tooltips and menus stand at the end of the page, outside of its landmarks.
  const { violations } = await new AxeBuilder({ page }).disableRules(['region', ...except]).analyze();
  const found = violations.map(({ id, nodes }) => [
    id,
    nodes.map(({ html, any }) => [html, any[0]?.message]),
  ]);
  expect.soft(found, `axe: ${where}`).toEqual([]);
}

/** A picture for whoever wants to look, and the check that everybody can use what it shows. */
export async function show(page: Page, name: string, except: string[] = []): Promise<void> {
  await settled(page);
  await page.screenshot({ path: `test-results/${name}.png` });
  await expectAccessible(page, name, except);
}

/** Colours that are on their way from one to the other have no contrast yet. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
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

/** The only text of many lines that the page has while no dialog is open, in every language. */
export function composer(page: Page) {
  return page.getByRole('main').locator('textarea[aria-label]');
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
