import { expect, messages, say, show as showPage, signUp, test } from './confab';

for (const dark of [false, true]) {
  for (const width of [1280, 360]) {
    for (const language of ['en', 'zh-CN'] as const) {
      const look = `${dark ? 'dark' : 'light'}-${String(width)}-${language}`;
      test(`looks right and is accessible: ${look}`, async ({ newcomer }) => {
        const author = await newcomer();
        await signUp(author, 'Ada Lovelace');
        const page = await newcomer({ dark, width, language });
        const show = (name: string) => showPage(page, `${look}-${name}`);

        await page.goto('/sign-up');
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await show('sign-up');

        await page
          .locator('input[name=username]')
          .fill(`${language.slice(0, 2)}-${String(width)}${dark ? '-dark' : ''}`);
        await page.locator('input[name=displayName]').fill(language === 'en' ? 'Grace Hopper' : '王小波');
        await page.locator('input[name=password]').fill('correct horse battery');
        await page.locator('button[type=submit]').click();
        await expect(page.getByRole('heading', { level: 1, name: 'general' })).toBeVisible();
        await say(author, `Good morning, ${look}`);
        await expect(messages(page).filter({ hasText: look })).toBeVisible();
        await show('room');

        await page.goto('/rooms');
        await expect(page.getByRole('main').getByRole('link', { name: 'general' }).first()).toBeVisible();
        await show('browse');

        await page.goto('/settings/security');
        await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible();
        await show('settings');

        if (width === 360) {
          await page.getByRole('main').locator('header').getByRole('button').first().click();
          await expect(page.getByRole('dialog')).toBeVisible();
          await show('rooms');
        } else {
          await page.keyboard.press('Control+k');
          await expect(page.getByRole('dialog')).toBeVisible();
          await show('switcher');
        }
      });
    }
  }
}
