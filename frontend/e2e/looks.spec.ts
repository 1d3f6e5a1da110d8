import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, messages, say, signUp, test } from './confab';

async function expectAccessible(page: Page) {
  // Tooltips and menus stand at the end of the page, outside of its landmarks.
  const { violations } = await new AxeBuilder({ page }).disableRules('region').analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

for (const dark of [false, true]) {
  for (const width of [1280, 360]) {
    for (const language of ['en', 'zh-CN']) {
      const look = `${dark ? 'dark' : 'light'}-${String(width)}-${language}`;
      test(`looks right and is accessible: ${look}`, async ({ newcomer }) => {
        const author = await newcomer();
        await signUp(author, 'Ada Lovelace');
        const page = await newcomer({ dark, width, language });
        const shoot = (name: string) => page.screenshot({ path: `test-results/${look}-${name}.png` });

        await page.goto('/sign-up');
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await shoot('sign-up');
        await expectAccessible(page);

        await page
          .locator('input[name=username]')
          .fill(`${language.slice(0, 2)}-${String(width)}${dark ? '-dark' : ''}`);
        await page.locator('input[name=displayName]').fill(language === 'en' ? 'Grace Hopper' : '王小波');
        await page.locator('input[name=password]').fill('correct horse battery');
        await page.locator('button[type=submit]').click();
        await expect(page.getByRole('heading', { level: 1, name: 'general' })).toBeVisible();
        await say(author, `Good morning, ${look}`);
        await expect(messages(page).filter({ hasText: look })).toBeVisible();
        await page.waitForTimeout(300);
        await shoot('room');
        await expectAccessible(page);

        await page.goto('/rooms');
        await expect(page.getByRole('main').getByRole('link', { name: 'general' }).first()).toBeVisible();
        await shoot('browse');
        await expectAccessible(page);

        await page.goto('/settings/security');
        await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible();
        await shoot('settings');
        await expectAccessible(page);

        if (width === 360) {
          await page.getByRole('main').locator('header').getByRole('button').first().click();
          await expect(page.getByRole('dialog')).toBeVisible();
          await shoot('rooms');
        } else {
          await page.keyboard.press('Control+k');
          await expect(page.getByRole('dialog')).toBeVisible();
          await shoot('switcher');
        }
        await expectAccessible(page);
      });
    }
  }
}
