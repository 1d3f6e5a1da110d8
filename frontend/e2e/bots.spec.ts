import type { Page } from '@playwright/test';
import { expect, messages, show, signUp, test } from './confab';
import { texts, type Language } from './texts';

/** Makes a bot and a token for it, as somebody does in the settings. */
async function makeBot(page: Page, username: string, language: Language = 'en'): Promise<string> {
  const t = texts[language].account;
  await page.goto('/settings/bots');
  await page.getByRole('textbox', { name: t.username }).fill(username);
  await page.getByRole('textbox', { name: t.displayName }).fill('Builder');
  await page.getByRole('button', { name: t.bots.create }).click();
  const dialog = page.getByRole('dialog', { name: `@${username}` });
  await dialog.getByRole('textbox', { name: t.tokens.name }).fill('the build');
  await dialog.getByRole('button', { name: t.tokens.create }).click();
  await expect(dialog.getByText(t.tokens.once)).toBeVisible();
  return dialog.locator('input[readonly]').inputValue();
}

test('a bot is made, speaks by its token, and is seen to be one until it is switched off', async ({
  newcomer,
}) => {
  const page = await newcomer();
  await signUp(page, 'Ada');
  const room = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const token = await makeBot(page, 'builder');
  await show(page, 'bot-dialog');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await show(page, 'bots');

  const ask = (method: string, path: string, body?: unknown) =>
    page.request.fetch(path, { method, data: body, headers: { Authorization: `Bearer ${token}` } });
  expect((await ask('PUT', `/api/rooms/${room}/members/me`)).status()).toBe(200);
  await ask('POST', `/api/rooms/${room}/messages`, { clientId: '1', body: 'build 17 is green' });
  await page.goto(`/rooms/${room}`);
  const said = messages(page).filter({ hasText: 'build 17 is green' });
  await expect(said.getByText('Bot', { exact: true })).toBeVisible();
  await show(page, 'bot-message');

  await page.goto('/settings/bots');
  await page.getByRole('button', { name: 'Manage Builder' }).click();
  await page.getByRole('button', { name: 'Switch off' }).click();
  await expect(page.getByRole('button', { name: 'Switch on' })).toBeVisible();
  expect((await ask('GET', '/api/rooms')).status()).toBe(401);
});

test('bots fit a dark telephone, in Chinese', async ({ newcomer }) => {
  const page = await newcomer({ dark: true, width: 360, language: 'zh-CN' });
  await signUp(page, 'Grace', 'zh-CN');
  await makeBot(page, 'helper', 'zh-CN');
  expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
  await show(page, 'bot-dialog-narrow-dark');
  await page.getByRole('dialog').getByRole('button', { name: texts['zh-CN'].ui.close }).click();
  await show(page, 'bots-narrow-dark');
});
