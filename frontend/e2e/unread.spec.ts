import type { Page } from '@playwright/test';
import { composer, createRoom, expect, messages, say, show, signUp, test } from './confab';
import { recorded, recording } from './notifications';

async function goThere(page: Page, link: RegExp) {
  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: link }).click();
}

test('what is unread follows on every tab, mentions are apart, and notifications come and go', async ({
  newcomer,
}) => {
  const ada = await newcomer();
  const bob = await newcomer();
  await signUp(ada, 'Ada Lovelace');
  const bobsName = await signUp(bob, 'Bob');
  const room = `engines ${bobsName}`;
  await createRoom(ada, room);
  const address = new URL(ada.url()).pathname;
  await bob.goto(address);
  await bob.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(composer(bob)).toBeVisible();

  const other = await bob.context().newPage();
  await other.addInitScript(recording);
  await other.goto('/settings/notifications');
  await test.step('the browser is asked by a button, never unasked', async () => {
    await expect(other.getByText('This browser does not show notifications yet.')).toBeVisible();
    await show(other, 'unread-settings');
    await other.getByRole('button', { name: 'Allow notifications' }).click();
    await expect(other.getByText('This browser may show notifications.')).toBeVisible();
  });
  await bob.goto('/rooms');

  await test.step('a message and a mention are counted apart on both tabs', async () => {
    await say(ada, 'The first one');
    await say(ada, `Look, @${bobsName}: it **turns**`);
    for (const tab of [bob, other]) {
      await expect(
        tab.getByRole('link', { name: /engines.* 2 unread messages 1 mention of you/ }),
      ).toBeVisible();
    }
    await expect(bob).toHaveTitle(/^\(2\) /);
    await expect(bob.locator('link[rel=icon]')).toHaveAttribute('href', /^data:image\/svg\+xml.*%3E1%3C/);
    await show(bob, 'unread-badges');
    await expect
      .poll(() => recorded(other))
      .toContainEqual(
        expect.objectContaining({ title: `Ada Lovelace mentioned you in ${room}`, closed: false }),
      );
  });

  await test.step('whoever looks at the page is told within it, and the keyboard leads there', async () => {
    const told = bob.getByRole('log', { name: 'What just arrived' });
    await expect(told).toContainText(`Ada Lovelace mentioned you in ${room}`);
    await show(bob, 'unread-toast');
    await bob.keyboard.press('Alt+t');
    await expect(told.getByRole('link')).toBeFocused();
    await bob.keyboard.press('Escape');
    await expect(told.getByRole('link')).toBeHidden();
  });

  await test.step('the list of mentions leads to the message', async () => {
    await goThere(bob, /^Mentions/);
    const mention = bob.getByRole('listitem').filter({ hasText: 'it turns' });
    await expect(mention).toBeVisible();
    await show(bob, 'unread-mentions');
    await mention.getByRole('link', { name: `Open in ${room}` }).click();
    await expect(messages(bob).filter({ hasText: 'it turns' })).toBeVisible();
    await expect(bob.getByText('New', { exact: true })).toBeVisible();
  });

  await test.step('reading on one tab withdraws the notifications of the other, and its counts', async () => {
    await expect(other.getByRole('link', { name: /^(?!.*unread).*engines/ })).toBeVisible();
    await expect.poll(async () => (await recorded(other)).every(({ closed }) => closed)).toBe(true);
    expect((await recorded(other)).length).toBeGreaterThan(0);
    await expect(bob).toHaveTitle(/^engines/);
    // The line stays while the room is open.
    await expect(bob.getByText('New', { exact: true })).toBeVisible();
    await show(bob, 'unread-room');
  });

  await test.step('what is marked as unread is unread on the other tab, until all is read', async () => {
    const first = messages(bob).filter({ hasText: 'The first one' });
    await first.hover();
    await first.getByRole('button', { name: 'Mark as unread from here' }).click();
    await expect(other.getByRole('link', { name: /engines.* 2 unread messages/ })).toBeVisible();
    await other.getByRole('button', { name: 'Mark all as read' }).click();
    for (const tab of [bob, other]) {
      await expect(tab.getByRole('link', { name: /^(?!.*unread).*engines/ })).toBeVisible();
    }
  });

  await test.step('a room that is to tell nothing shows nothing', async () => {
    await bob.getByRole('button', { name: 'What this room tells me' }).click();
    await show(bob, 'unread-level');
    await bob.getByRole('menuitemradio', { name: 'Nothing' }).click();
    await bob.goto('/rooms');
    const before = (await recorded(other)).length;
    await say(ada, `And again, @${bobsName}`);
    await say(ada, '@room at last');
    await goThere(bob, /engines/);
    await expect(messages(bob).filter({ hasText: 'at last' })).toBeVisible();
    expect(await recorded(other)).toHaveLength(before);
  });
});

test('what is marked as unread stays so on a tab that merely shows the room, until one does something there', async ({
  newcomer,
}) => {
  const ada = await newcomer();
  const bob = await newcomer();
  await signUp(ada, 'Ada Lovelace');
  const bobsName = await signUp(bob, 'Bob');
  await createRoom(ada, `later ${bobsName}`);
  const address = new URL(ada.url()).pathname;
  await bob.goto(address);
  await bob.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(composer(bob)).toBeVisible();
  const other = await bob.context().newPage();
  await other.goto(address);
  for (const text of ['one', 'two', 'three']) await say(ada, text);
  const everythingIsRead = async () => {
    for (const tab of [bob, other]) {
      await expect(tab.getByRole('link', { name: /^(?!.*unread).*later/ })).toBeVisible();
    }
  };
  await expect(messages(other).filter({ hasText: 'three' })).toBeVisible();
  await everythingIsRead();

  const marked = messages(bob).filter({ hasText: 'two' });
  await marked.hover();
  await marked.getByRole('button', { name: 'Mark as unread from here' }).click();
  for (const count of [2, 3, 4, 5]) {
    if (count > 2) await say(ada, `more, ${String(count)}`);
    for (const tab of [bob, other]) {
      await expect(
        tab.getByRole('link', { name: new RegExp(`later.* ${String(count)} unread messages`) }),
      ).toBeVisible();
    }
  }

  await composer(other).click();
  await everythingIsRead();
});

for (const look of [
  { width: 1280, dark: true },
  { width: 360, dark: false },
  { width: 360, dark: true },
]) {
  const name = `${look.dark ? 'dark' : 'light'}-${String(look.width)}`;
  test(`unread and mentions look right: ${name}`, async ({ newcomer }) => {
    const ada = await newcomer();
    const bob = await newcomer(look);
    await signUp(ada, 'Ada Lovelace');
    const bobsName = await signUp(bob, 'Bob');
    await createRoom(ada, `lunch ${bobsName}`);
    const address = new URL(ada.url()).pathname;
    await bob.goto(address);
    await bob.getByRole('button', { name: 'Join', exact: true }).click();
    await expect(composer(bob)).toBeVisible();
    await bob.goto('/mentions');
    await show(bob, `unread-${name}-no-mentions`);
    for (let i = 0; i < 30; i++) await say(ada, `Line ${String(i)}\n\nand another`);
    await say(ada, `@${bobsName}, @here:\n\n- noodles\n- rice`);
    await expect(messages(ada).filter({ hasText: 'noodles' })).toBeVisible();
    await expect(bob.getByRole('main').getByText('noodles')).toBeVisible();
    await show(bob, `unread-${name}-mentions`);
    await bob.getByRole('link', { name: /^Open in lunch/ }).click();
    await expect(messages(bob).filter({ hasText: 'noodles' })).toBeVisible();
    await show(bob, `unread-${name}-room`);
    await composer(bob).fill('@');
    await expect(bob.getByRole('listbox')).toBeVisible();
    await show(bob, `unread-${name}-completion`);
    await bob.goto('/settings/notifications');
    await bob.getByRole('switch', { name: 'Quiet hours' }).click();
    await expect(bob.getByLabel('From')).toBeVisible();
    await show(bob, `unread-${name}-settings`);
  });
}
