import type { Page } from '@playwright/test';
import {
  composer,
  createRoom,
  expect,
  messages,
  password,
  say,
  show,
  signInAsAdministrator,
  signUp,
  test,
} from './confab';

/** As the dialog does it, for a time that it does not offer. */
async function impose(page: Page, sanction: Record<string, unknown>) {
  const session = await page.request.get('/api/session');
  const { csrf } = (await session.json()) as { csrf: { header: string; token: string } };
  const imposed = await page.request.post('/api/moderation/sanctions', {
    headers: { [csrf.header]: csrf.token },
    data: sanction,
  });
  expect(imposed.status()).toBe(201);
}

async function openSanction(page: Page) {
  await page.getByRole('button', { name: /members$/ }).click();
  await page.getByRole('button', { name: 'What to do with Bob' }).click();
  await page.getByRole('menuitem', { name: 'Mute, ban…' }).click();
}

test('a mute closes the composer with its reason, and it opens again by itself', async ({ newcomer }) => {
  const ada = await newcomer();
  const bob = await newcomer();
  await signUp(ada, 'Ada');
  const bobsName = await signUp(bob, 'Bob');
  await createRoom(ada, 'quiet corner');
  const address = new URL(ada.url()).pathname;
  await bob.goto(address);
  await bob.getByRole('button', { name: 'Join', exact: true }).click();
  await composer(bob).fill('what I was about to say');

  await openSanction(ada);
  await ada.getByRole('dialog').getByLabel('Why').fill('please let others speak');
  await show(ada, 'sanction-dialog');
  await ada.getByRole('button', { name: 'Mute', exact: true }).click();

  await expect(bob.getByText('You are muted in this room.')).toBeVisible();
  await expect(bob.getByText('Ada: please let others speak')).toBeVisible();
  await expect(bob.getByRole('timer')).toContainText(/in (10:00|9:5\d)/);
  await expect(composer(bob)).toHaveCount(0);
  await expect(ada.getByText('Muted', { exact: true })).toBeVisible();
  await show(bob, 'muted');

  // Ten minutes are the shortest that the dialog offers: one of some seconds takes the place of that.
  await impose(ada, {
    account: bobsName,
    kind: 'MUTE',
    room: address.split('/').at(-1),
    reason: 'only a moment',
    until: new Date(Date.now() + 8000).toISOString(),
  });
  await expect(bob.getByText('Ada: only a moment')).toBeVisible();
  await expect(bob.getByRole('timer')).toContainText(/in 0:0\d/);
  await expect(composer(bob)).toHaveValue('what I was about to say', { timeout: 20_000 });
  await composer(bob).press('Enter');
  await expect(messages(ada).filter({ hasText: 'what I was about to say' })).toBeVisible();
});

test('a banned person is out of the room at once', async ({ newcomer }) => {
  const ada = await newcomer();
  const bob = await newcomer();
  await signUp(ada, 'Ada');
  await signUp(bob, 'Bob');
  await createRoom(ada, 'invited guests');
  await bob.goto(new URL(ada.url()).pathname);
  await bob.getByRole('button', { name: 'Join', exact: true }).click();
  await say(bob, 'hello');
  await expect(messages(ada).filter({ hasText: 'hello' })).toBeVisible();

  await openSanction(ada);
  const dialog = ada.getByRole('dialog');
  await dialog.getByRole('radio', { name: /^Ban/ }).check();
  await dialog.getByLabel('Why').fill('spam');
  await dialog.getByRole('button', { name: 'Ban', exact: true }).click();

  await expect(bob.getByRole('heading', { name: 'You are banned from invited guests' })).toBeVisible();
  await expect(bob.getByText('Ada: spam')).toBeVisible();
  await expect(bob.getByRole('button', { name: 'Appeal' })).toBeVisible();
  await show(bob, 'banned');
});

test('who is kicked reads from where, by whom and why, and may come back', async ({ newcomer }) => {
  const ada = await newcomer();
  const bob = await newcomer();
  await signUp(ada, 'Ada');
  const name = await signUp(bob, 'Bob');
  await createRoom(ada, 'quiet car');
  const room = new URL(ada.url()).pathname;
  await bob.goto(room);
  await bob.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(composer(bob)).toBeVisible();

  await composer(ada).fill(`/kick @${name} no telephones here`);
  await composer(ada).press('Enter');
  await expect(bob.getByText('You were sent out of quiet car.')).toBeVisible();
  await expect(bob.getByText('Ada: no telephones here')).toBeVisible();
  await show(bob, 'kicked');
  await bob.setViewportSize({ width: 360, height: 800 });
  await bob.emulateMedia({ colorScheme: 'dark' });
  await show(bob, 'kicked-narrow-dark');
  await bob.setViewportSize({ width: 1280, height: 800 });
  await bob.getByRole('alert').getByRole('button', { name: 'Close' }).click();
  await expect(bob.getByText('Ada: no telephones here')).toHaveCount(0);
  await bob.goto(room);
  await bob.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(composer(bob)).toBeVisible();
});

test('a room is made slow, and then locked', async ({ newcomer }) => {
  const ada = await newcomer();
  const bob = await newcomer();
  await signUp(ada, 'Ada');
  await signUp(bob, 'Bob');
  await createRoom(ada, 'slow food');
  await bob.goto(new URL(ada.url()).pathname);
  await bob.getByRole('button', { name: 'Join', exact: true }).click();

  const settings = async () => {
    await ada.getByRole('button', { name: 'More about this room' }).click();
    await ada.getByRole('menuitem', { name: 'Room settings' }).click();
  };
  await settings();
  await ada.getByLabel('Slow mode').selectOption('1 hour');
  await show(ada, 'room-modes');
  await ada.getByRole('button', { name: 'Save' }).click();
  await expect(ada.getByRole('dialog')).toHaveCount(0);

  await say(bob, 'first');
  await expect(bob.getByRole('timer')).toContainText(/Slow mode: (1:00:00|59:\d\d)/);
  await composer(bob).fill('second');
  await expect(bob.getByRole('button', { name: 'Send' })).toBeDisabled();
  await show(bob, 'slow');

  await settings();
  await ada.getByLabel('Locked', { exact: false }).check();
  await ada.getByRole('button', { name: 'Save' }).click();
  await expect(bob.getByText('This room is locked.', { exact: false })).toBeVisible();
  await say(ada, 'still here');
  await expect(messages(bob).filter({ hasText: 'still here' })).toBeVisible();
});

test('a message is reported in two presses', async ({ newcomer }) => {
  const ada = await newcomer();
  const bob = await newcomer();
  await signUp(ada, 'Ada');
  await signUp(bob, 'Bob');
  await createRoom(ada, 'market');
  await bob.goto(new URL(ada.url()).pathname);
  await bob.getByRole('button', { name: 'Join', exact: true }).click();
  await say(bob, 'cheap watches');
  const spam = messages(ada).filter({ hasText: 'cheap watches' });
  await spam.hover();
  await spam.getByRole('button', { name: 'Report' }).click();
  await show(ada, 'report-dialog');
  await ada.getByRole('button', { name: 'Spam' }).click();
  await expect(ada.getByText('Thank you.', { exact: false })).toBeVisible();
});

test('what a moderator removes leaves its reason, and a purge is undone', async ({ newcomer }) => {
  const ada = await newcomer();
  const bob = await newcomer();
  await signUp(ada, 'Ada');
  await signUp(bob, 'Bob');
  await createRoom(ada, 'car boot sale');
  await bob.goto(new URL(ada.url()).pathname);
  await bob.getByRole('button', { name: 'Join', exact: true }).click();
  for (const text of ['cheap watches', 'cheaper watches', 'the cheapest watches']) await say(bob, text);
  await say(ada, 'House rules: no watches');

  const rules = messages(ada).filter({ hasText: 'House rules' });
  await rules.hover();
  await rules.getByRole('button', { name: 'Pin', exact: true }).click();
  await bob.getByRole('button', { name: 'Pinned messages' }).click();
  await expect(bob.getByRole('button', { name: /House rules/ })).toBeVisible();
  await show(bob, 'pins');
  await bob.getByRole('button', { name: /House rules/ }).click();

  const spam = messages(ada).filter({ hasText: 'cheap watches' });
  await spam.hover();
  await spam.getByRole('button', { name: 'Delete' }).click();
  await ada.getByLabel('Why').fill('no ads here');
  await show(ada, 'remove-message');
  await ada.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(bob.getByText('A moderator removed this message: no ads here')).toBeVisible();
  await expect(bob.getByRole('button', { name: 'Show what it said' })).toHaveCount(0);
  await ada.getByRole('button', { name: 'Show what it said' }).click();
  await expect(ada.getByText('cheap watches', { exact: true })).toBeVisible();
  await show(ada, 'removed-message');

  const more = messages(ada).filter({ hasText: 'cheaper watches' });
  await more.hover();
  await more.getByRole('button', { name: 'Delete' }).click();
  await ada.getByRole('button', { name: 'Remove more of what Bob said…' }).click();
  await ada.getByLabel('Why').fill('advertising');
  await ada.getByRole('button', { name: 'Preview' }).click();
  await expect(ada.getByText('2 messages would be removed.')).toBeVisible();
  await show(ada, 'purge');
  await ada.getByRole('button', { name: 'Remove 2 messages' }).click();
  await expect(bob.getByText('A moderator removed this message: advertising')).toHaveCount(2);
  await ada.getByRole('button', { name: /^Undo/ }).click();
  await expect(ada.getByText('The messages are back.')).toBeVisible();
  await expect(messages(bob).filter({ hasText: 'the cheapest watches' })).toBeVisible();
});

test('a moderator types what a dialog would do', async ({ newcomer }) => {
  const ada = await newcomer();
  const bob = await newcomer();
  await signUp(ada, 'Ada');
  const name = await signUp(bob, 'Bob');
  await createRoom(ada, 'by keyboard');
  await bob.goto(new URL(ada.url()).pathname);
  await bob.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(composer(bob)).toBeVisible();

  await composer(ada).fill('/');
  await expect(ada.getByRole('option', { name: /mute @name/ }).first()).toBeVisible();
  await show(ada, 'commands');
  await composer(ada).pressSequentially('mu');
  await composer(ada).press('Enter');
  await expect(composer(ada)).toHaveValue('/mute ');
  await composer(ada).fill(`/mute ${name}`);
  await composer(ada).press('Enter');
  await expect(ada.getByRole('alert')).toContainText('/mute @name [10m] reason');
  await expect(composer(ada)).toHaveValue(`/mute ${name}`);
  await composer(ada).fill(`/mute @${name} 10m please let others type`);
  await composer(ada).press('Enter');
  await expect(ada.getByText('Done.')).toBeVisible();
  await expect(bob.getByText('Ada: please let others type')).toBeVisible();
  await composer(ada).fill(`/unmute @${name} `);
  await composer(ada).press('Enter');
  await expect(composer(bob)).toBeVisible();
  await composer(bob).fill('/lock');
  await composer(bob).press('Enter');
  await expect(messages(ada).filter({ hasText: '/lock' })).toBeVisible();
});

test('who is muted appeals, and somebody else answers', async ({ newcomer }) => {
  const ada = await newcomer();
  const bob = await newcomer();
  const root = await newcomer();
  await signUp(ada, 'Ada');
  const name = await signUp(bob, 'Bob');
  await createRoom(ada, 'courtroom');
  await bob.goto(new URL(ada.url()).pathname);
  await bob.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(composer(bob)).toBeVisible();
  await composer(ada).fill(`/mute @${name} 1h noise`);
  await composer(ada).press('Enter');

  await bob.getByRole('button', { name: 'Appeal' }).click();
  await bob.getByLabel('What speaks against it?').fill('It was my cat.');
  await show(bob, 'appeal');
  await bob.getByRole('button', { name: 'Send the appeal' }).click();
  await expect(bob.getByText('Your appeal waits for an answer.')).toBeVisible();

  await signInAsAdministrator(root);
  await root.goto('/admin/sanctions');
  await root.getByLabel('Which sanctions').selectOption('With an appeal that waits');
  const row = root.getByRole('listitem').filter({ hasText: 'courtroom' });
  await row.getByRole('button', { name: 'Answer the appeal of Bob' }).click();
  await root.getByLabel('Your answer').fill('Cats do that.');
  await show(root, 'answer-appeal');
  await root.getByRole('dialog').getByRole('button', { name: 'Lift', exact: true }).click();
  await expect(composer(bob)).toBeVisible();
  await expect(row).toHaveCount(0);
  await root.getByLabel('Which sanctions').selectOption('All');
  await expect(row.getByText('lifted by', { exact: false })).toBeVisible();
  await show(root, 'admin-sanctions');
  await root.goto('/admin/rooms');
  await root.getByRole('searchbox').fill('courtroom');
  await expect(root.getByRole('listitem').filter({ hasText: 'courtroom' })).toContainText('2 members');
  await show(root, 'admin-rooms');
});

test('who is banned from the server appeals by password', async ({ newcomer }) => {
  const bob = await newcomer();
  const root = await newcomer();
  const name = await signUp(bob, 'Bob');
  await signInAsAdministrator(root);
  await impose(root, { account: name, kind: 'BAN', reason: 'spam' });

  await expect(bob.getByRole('button', { name: 'Sign in' })).toBeVisible();
  const signIn = async () => {
    await bob.getByLabel('Username').fill(name);
    await bob.getByLabel('Password', { exact: true }).fill(password);
    await bob.getByRole('button', { name: 'Sign in' }).click();
  };
  await signIn();
  await bob.getByLabel('What speaks against it?').fill('I was hacked.');
  await show(bob, 'appeal-ban');
  await bob.getByRole('button', { name: 'Appeal' }).click();
  await expect(bob.getByText('Your appeal has arrived.', { exact: false })).toBeVisible();
  await bob.reload();
  await signIn();
  await expect(bob.getByText('Your appeal waits for an answer.', { exact: false })).toBeVisible();
  await expect(bob.getByLabel('What speaks against it?')).toHaveCount(0);
  await show(bob, 'appeal-ban-waits');

  await root.goto('/admin/sanctions');
  const row = root.getByRole('listitem').filter({ hasText: 'The whole server' }).first();
  await expect(row).toContainText('spam');
  await root.goto('/admin/accounts');
  await root.getByRole('searchbox').fill(name);
  await root.getByLabel('State').selectOption('Banned');
  await expect(root.getByRole('listitem').filter({ hasText: `@${name}` })).toContainText('Banned');
  await show(root, 'admin-accounts-banned');
});

test('who moderates a room hears at once of what is reported there, as long as they do', async ({
  newcomer,
}) => {
  const [ada, bob] = [await newcomer(), await newcomer()];
  const mod = await newcomer({ dark: true, width: 360 });
  await signUp(ada, 'Ada');
  await signUp(bob, 'Bob');
  await signUp(mod, 'Mod');
  await createRoom(ada, 'corner shop');
  const address = new URL(ada.url()).pathname;
  for (const page of [bob, mod]) {
    await page.goto(address);
    await page.getByRole('button', { name: 'Join', exact: true }).click();
    await expect(composer(page)).toBeVisible();
  }
  const become = async (role: string) => {
    await ada.getByRole('button', { name: 'What to do with Mod' }).click();
    await ada.getByRole('menuitem', { name: role }).click();
  };
  await ada.getByRole('button', { name: /members$/ }).click();
  await become('Make moderator');
  await mod.getByRole('link', { name: 'Moderation' }).click();
  await expect(mod.getByText('Nothing to do')).toBeVisible();

  await say(bob, 'cheap watches');
  const spam = messages(ada).filter({ hasText: 'cheap watches' });
  await spam.hover();
  await spam.getByRole('button', { name: 'Report' }).click();
  await ada.getByRole('button', { name: 'Spam' }).click();
  await expect(ada.getByText('Thank you.', { exact: false })).toBeVisible();
  await ada.keyboard.press('Escape');

  await mod.getByRole('button', { name: 'A message of Bob' }).click();
  await expect(mod.getByText('cheap watches')).toBeVisible();
  await show(mod, 'room-moderation-dark-360');
  await mod.getByRole('link', { name: 'Back to the room' }).click();
  await expect(mod.getByRole('link', { name: 'Moderation: 1 thing waits' })).toBeVisible();
  await expect(messages(mod).filter({ hasText: 'cheap watches' })).toBeVisible();
  await show(mod, 'room-moderation-waits-dark-360');

  await become('Make plain member');
  await expect(mod.getByRole('link', { name: /^Moderation/ })).toHaveCount(0);
  await mod.goto(`${address}/moderation`);
  await expect(composer(mod)).toBeVisible();
});
