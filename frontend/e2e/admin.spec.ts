import type { Page } from '@playwright/test';
import {
  createRoom,
  expect,
  expectConnected,
  messages,
  say,
  show,
  signInAsAdministrator,
  signUp,
  test,
} from './confab';

async function administration(page: Page, part: string) {
  await page.goto(`/admin/${part}`);
  await expect(page.getByRole('heading', { level: 1, name: 'Administration' })).toBeVisible();
}

test('an administrator sees what goes on, disconnects somebody and makes a moderator', async ({
  newcomer,
}) => {
  const root = await newcomer();
  const bob = await newcomer();
  await signInAsAdministrator(root);
  const bobsName = await signUp(bob, 'Bob');

  await root.getByRole('button', { name: /account and appearance/ }).click();
  await root.getByRole('menuitem', { name: 'Administration' }).click();
  await expect(root.getByText('Connections', { exact: true })).toBeVisible();
  await show(root, 'admin-dashboard');

  await administration(root, 'sessions');
  await root.getByRole('searchbox').fill(bobsName);
  await root.getByRole('button', { name: 'Disconnect Bob' }).click();
  await root.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
  await expect(bob.getByRole('status').filter({ hasText: /Reconnecting/ })).toBeVisible();
  await expectConnected(bob);
  await show(root, 'admin-sessions');

  await administration(root, 'accounts');
  await root.getByRole('searchbox').fill(bobsName);
  await root.getByRole('button', { name: 'What to do with Bob' }).click();
  await root.getByRole('menuitem', { name: 'Make moderator' }).click();
  await root.getByRole('dialog').getByRole('button', { name: 'Make moderator' }).click();
  const row = root.getByRole('listitem').filter({ hasText: `@${bobsName}` });
  await expect(row.getByText('Moderator', { exact: true })).toBeVisible();
  await show(root, 'admin-accounts');

  await administration(root, 'audit');
  await expect(root.getByRole('listitem').filter({ hasText: `@${bobsName}` })).toHaveCount(2);
  await show(root, 'admin-audit');

  await administration(bob, 'dashboard');
  await expect(bob.getByRole('link', { name: 'Accounts' })).toHaveCount(0);
});

test('what was reported is taken up, decided and told to whoever reported', async ({ newcomer }) => {
  const root = await newcomer({ dark: true });
  const ada = await newcomer();
  const bob = await newcomer();
  await signInAsAdministrator(root);
  await signUp(ada, 'Ada');
  await signUp(bob, 'Bob');
  await createRoom(ada, 'flea market');
  await bob.goto(new URL(ada.url()).pathname);
  await bob.getByRole('button', { name: 'Join', exact: true }).click();
  await say(bob, 'cheap watches');
  await administration(root, 'cases');

  const spam = messages(ada).filter({ hasText: 'cheap watches' });
  await spam.hover();
  await spam.getByRole('button', { name: 'Report' }).click();
  await ada.getByRole('button', { name: 'Spam' }).click();

  await root.getByRole('button', { name: 'A message of Bob' }).click();
  await expect(root.getByText('cheap watches')).toBeVisible();
  await show(root, 'admin-case-dark');
  await root.getByRole('button', { name: 'Take it' }).click();
  await expect(root.getByText('in the hand of Root', { exact: false })).toBeVisible();
  await root.getByLabel('Note (optional)').fill('warned');
  await root.getByRole('button', { name: 'Hold Bob back' }).click();
  await root.getByRole('dialog').getByLabel('Why').fill('spam');
  await root.getByRole('dialog').getByRole('button', { name: 'Mute' }).click();
  await expect(root.getByRole('list', { name: 'What came of it' })).toContainText('spam');
  await expect(bob.getByText('You are muted in this room.')).toBeVisible();
  await show(root, 'admin-case-decided-dark');
  await root.getByRole('button', { name: 'Resolved' }).click();
  await expect(root.getByRole('button', { name: 'A message of Bob' })).toHaveCount(0);
  await expect(ada.getByText('Your report about Bob: Resolved')).toBeVisible();
  await show(ada, 'report-outcome');
  await ada.goto('/settings/reports');
  await expect(ada.getByRole('listitem').filter({ hasText: 'A message of Bob' })).toContainText('warned');
  await show(ada, 'my-reports');

  await bob.getByRole('button', { name: 'Appeal' }).click();
  await bob.getByRole('textbox', { name: /speaks against/ }).fill('They were real.');
  await bob.getByRole('button', { name: 'Send the appeal' }).click();
  const again = root.getByRole('button', { name: 'A message of Bob' });
  await expect(again).toBeVisible();
  await again.click();
  await root.getByRole('button', { name: 'Answer the appeal of Bob' }).click();
  await expect(root.getByRole('dialog')).toContainText('They were real.');
});

test('a live session is disconnected and banned, and a network is', async ({ newcomer }) => {
  const root = await newcomer();
  const mallory = await newcomer();
  await signInAsAdministrator(root);
  const name = await signUp(mallory, 'Mallory');
  await administration(root, 'sessions');
  await root.getByRole('searchbox').fill(name);
  await root.getByRole('button', { name: 'Disconnect Mallory' }).click();
  const dialog = root.getByRole('dialog');
  await dialog.getByLabel('And then').selectOption('Banned for an hour');
  await dialog.getByLabel('Reason').fill('flooding');
  await show(root, 'admin-disconnect-and-ban');
  await dialog.getByRole('button', { name: 'Disconnect and ban' }).click();
  await expect(mallory.getByText('This account has been banned.')).toBeVisible();
  await expect(root.getByRole('button', { name: 'Disconnect Mallory' })).toHaveCount(0);

  await administration(root, 'networks');
  await root.getByLabel('Address or range').fill('203.0.113.0/24');
  await root.getByLabel('Reason').fill('an open proxy');
  await root.getByRole('button', { name: 'Ban the network' }).click();
  const row = root.getByRole('listitem').filter({ hasText: '203.0.113.0/24' });
  await expect(row).toContainText('an open proxy');
  await show(root, 'admin-networks');
  await row.getByRole('button', { name: /^Lift/ }).click();
  await expect(row).toContainText('Over');
});

test('a setting is chosen, shown beside what is configured, and taken back', async ({ newcomer }) => {
  const root = await newcomer({ dark: true });
  await signInAsAdministrator(root);
  await administration(root, 'settings');
  const length = root.getByLabel('What was purged can be brought back for', { exact: true });
  await length.fill('20m');
  await root.getByRole('button', { name: /^Save What was purged/ }).click();
  await expect(root.getByText(/As configured: 10m · chosen by Root/)).toBeVisible();
  await show(root, 'admin-settings-dark');
  await root.getByRole('button', { name: /: as configured$/ }).click();
  await expect(length).toHaveValue('10m');
  await administration(root, 'rooms');
  await expect(root.getByRole('listitem').first()).toBeVisible();
  await show(root, 'admin-rooms-dark');
});

test('somebody who is banned from the server is told why when they come back', async ({ newcomer }) => {
  const root = await newcomer();
  const eve = await newcomer();
  await signInAsAdministrator(root);
  const evesName = await signUp(eve, 'Eve');
  await root.goto(new URL(eve.url()).pathname);
  await root.getByRole('button', { name: /members?$/ }).click();
  await root.getByRole('button', { name: 'What to do with Eve' }).click();
  await root.getByRole('menuitem', { name: 'Mute, ban…' }).click();
  const dialog = root.getByRole('dialog');
  await dialog.getByRole('radio', { name: /^Ban/ }).check();
  await dialog.getByLabel('Where').selectOption('On the whole server');
  await dialog.getByLabel('Why').fill('spam in every room');
  await dialog.getByRole('button', { name: 'Ban', exact: true }).click();

  await expect(eve.getByText('This account has been banned.')).toBeVisible();
  await eve.getByLabel('Username').fill(evesName);
  await eve.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await eve.getByRole('button', { name: 'Sign in' }).click();
  await expect(eve.getByText('The reason: spam in every room', { exact: false })).toBeVisible();
  await show(eve, 'banned-from-the-server');
});

test('the administration fits a telephone', async ({ newcomer }) => {
  const root = await newcomer({ width: 360 });
  await signInAsAdministrator(root);
  for (const part of [
    'dashboard',
    'cases',
    'sanctions',
    'networks',
    'sessions',
    'accounts',
    'rooms',
    'webhooks',
    'audit',
    'settings',
  ]) {
    await administration(root, part);
    await expectConnected(root);
    if (part === 'dashboard') await expect(root.getByText('Connections', { exact: true })).toBeVisible();
    if (part === 'sessions') {
      // Anew, as the session of this page itself began after the page had asked.
      await root.getByRole('searchbox').fill('root');
      const shown = root.getByRole('main').getByText(/^@root/);
      await expect(shown.first()).toBeVisible();
    }
    await show(root, `admin-narrow-${part}`);
    const wide = await root.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(wide, part).toBe(false);
  }
});
