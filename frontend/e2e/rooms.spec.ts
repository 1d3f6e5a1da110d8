import { createRoom, expect, expectConnected, messages, say, signUp, test } from './confab';

test('a private room is hidden from strangers, and an invitation opens it at once', async ({ newcomer }) => {
  const ada = await newcomer();
  const bob = await newcomer();
  await signUp(ada, 'Ada');
  const bobsName = await signUp(bob, 'Bob');
  await createRoom(ada, 'secret plans', 'Private');
  await say(ada, 'nobody knows');
  await expect(messages(ada).filter({ hasText: 'nobody knows' })).toBeVisible();
  const address = new URL(ada.url()).pathname;

  await bob.goto(address);
  await expect(bob.getByRole('heading', { level: 1, name: 'No such room' })).toBeVisible();
  await bob.goto('/rooms');
  await bob.getByRole('searchbox', { name: 'Find a room' }).fill('secret');
  await expect(bob.getByText('No room is called “secret”')).toBeVisible();

  await ada.getByRole('button', { name: 'Invite people' }).click();
  await ada.getByRole('dialog').getByLabel('Username').fill(bobsName.slice(0, -1));
  await ada.getByRole('option', { name: new RegExp(`@${bobsName}`) }).click();
  await ada.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(ada.getByText(`@${bobsName} is invited.`)).toBeVisible();

  await bob.getByRole('link', { name: /^Invitations/ }).click();
  await bob.getByRole('button', { name: 'Accept the invitation to secret plans' }).click();
  await expect(messages(bob).filter({ hasText: 'nobody knows' })).toBeVisible();
});

test('rooms are found and left by keyboard alone', async ({ newcomer }) => {
  const page = await newcomer();
  await signUp(page, 'Grace');
  await createRoom(page, 'navy');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Go to a room' })).toBeFocused();
  await page.keyboard.type('gen');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'general' })).toBeVisible();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(page.getByRole('heading', { level: 1, name: 'general' })).toBeHidden();
  await page.goto('/rooms');
  // The page that waits for the session has a main part, too, and no keys.
  await expect(page.getByRole('heading', { level: 1, name: 'Browse rooms' })).toBeVisible();
  await page.getByRole('main').focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
});

test('signing out leads back to where one was', async ({ newcomer }) => {
  const page = await newcomer();
  const username = await signUp(page, 'Edsger');
  const address = new URL(page.url()).pathname;
  const other = await page.context().newPage();
  await other.goto(address);
  await expectConnected(other);
  await other.getByRole('button', { name: /account and appearance/ }).click();
  await other.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByText('You were signed out.', { exact: false })).toBeVisible();
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(new RegExp(`${address}$`));
});
