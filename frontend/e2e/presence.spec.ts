import type { Page } from '@playwright/test';
import { expect, show, signUp, test } from './confab';

/** The row of somebody in the list of members, which is shown beside a wide room. */
function rowOf(page: Page, name: string) {
  return page.getByRole('complementary', { name: 'Members' }).getByRole('listitem').filter({ hasText: name });
}

async function showMembers(page: Page) {
  const toggle = page
    .getByRole('main')
    .getByRole('button', { name: /member/i })
    .first();
  if ((await toggle.getAttribute('aria-pressed')) === 'false') await toggle.click();
}

test('a tab that crashes is reconnecting, then offline; one that comes back was never gone', async ({
  newcomer,
}) => {
  const ada = await newcomer();
  const bob = await newcomer();
  await signUp(ada, 'Ada Lovelace');
  const bobsName = await signUp(bob, 'Bob Kahn');
  await showMembers(ada);
  const bobs = rowOf(ada, `@${bobsName}`);
  await expect(bobs.getByRole('img', { name: 'online' })).toBeVisible();

  await test.step('a reload is not seen', async () => {
    const seen: string[] = [];
    await ada.exposeFunction('seen', (what: string) => seen.push(what));
    // The whole list, because whoever is there otherwise stands in another part of it.
    await ada.getByRole('complementary', { name: 'Members' }).evaluate((list, username) => {
      const tell = (window as unknown as { seen: (what: string) => void }).seen;
      const look = () => {
        const row = [...list.querySelectorAll('li')].find((each) => each.textContent.includes(username));
        tell(row?.querySelector('[data-presence]')?.getAttribute('data-presence') ?? 'none');
      };
      new MutationObserver(look).observe(list, { attributes: true, subtree: true, childList: true });
    }, `@${bobsName}`);
    await bob.reload();
    await expect(bob.getByRole('main').locator('textarea[aria-label]')).toBeVisible();
    expect(seen.filter((what) => what !== 'ONLINE')).toEqual([]);
  });

  await test.step('a crash is', async () => {
    const crashed = bob.waitForEvent('crash');
    const tools = await bob.context().newCDPSession(bob);
    void tools.send('Page.crash').catch(() => undefined);
    await crashed;
    await expect(bobs.getByRole('img', { name: 'reconnecting' })).toBeVisible();
    await show(ada, 'presence-dropped');
    await expect(bobs.getByRole('img', { name: 'offline' })).toBeVisible({ timeout: 40_000 });
    await expect(bobs).toContainText('Last seen');
  });
});

for (const look of [
  { dark: false, width: 1280 },
  { dark: true, width: 1280 },
  { dark: false, width: 360 },
  { dark: true, width: 360 },
] as const) {
  const name = `presence-${look.dark ? 'dark' : 'light'}-${String(look.width)}`;
  test(`a status is set and seen, and who hides is offline: ${name}`, async ({ newcomer }) => {
    const ada = await newcomer(look);
    const bob = await newcomer();
    const adasName = await signUp(ada, 'Ada Lovelace');
    await signUp(bob, 'Bob Kahn');
    await showMembers(bob);
    const adas = rowOf(bob, `@${adasName}`);

    if (look.width < 700) await ada.getByRole('button', { name: 'Rooms' }).first().click();
    await ada
      .getByRole('button', { name: /^Ada Lovelace: account/ })
      .last()
      .click();
    await ada.getByRole('menuitem', { name: 'Presence and status…' }).click();
    const dialog = ada.getByRole('dialog', { name: 'Presence and status' });
    await dialog.getByRole('radio', { name: 'Do not disturb' }).check();
    await dialog.getByRole('textbox', { name: 'Status' }).fill('proofs');
    await dialog.getByRole('radio', { name: '🎧' }).click();
    await show(ada, `${name}-dialog`);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toBeHidden();
    await expect(adas.getByRole('img', { name: 'do not disturb' })).toBeVisible();
    await expect(adas).toContainText('🎧 proofs');

    if (look.width < 700) await ada.keyboard.press('Escape');
    await showMembers(ada);
    await expect(ada.getByText('Do not disturb ·')).toBeVisible();
    await show(ada, `${name}-members`);
  });
}

test('who hides is offline to others and invisible to themselves', async ({ newcomer }) => {
  const ada = await newcomer();
  const bob = await newcomer();
  await signUp(ada, 'Ada Byron');
  await signUp(bob, 'Bob Kahn');
  await showMembers(bob);
  await ada
    .getByRole('button', { name: /^Ada Byron: account/ })
    .last()
    .click();
  await ada.getByRole('menuitem', { name: 'Presence and status…' }).click();
  await ada.getByRole('radio', { name: 'Invisible' }).check();
  await ada.getByRole('button', { name: 'Save' }).click();
  await expect(rowOf(bob, 'Ada Byron').getByRole('img', { name: 'offline' })).toBeVisible();
  await expect(ada.getByRole('navigation').getByRole('img', { name: 'invisible' })).toBeVisible();
  await ada.getByRole('main').locator('textarea[aria-label]').pressSequentially('hello');
  await expect(bob.getByText('is typing')).toBeHidden();
});
