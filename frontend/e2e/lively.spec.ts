import type { Locator, Page } from '@playwright/test';
import { composer, expect, messages, say, show as showPage, signUp, test } from './confab';
import { administrator } from './server';
import { filled, texts, type Language, type Texts } from './texts';

interface Look {
  language: Language;
  width: number;
  dark: boolean;
  me: string;
  room: string;
  about: string;
}

const looks: readonly Look[] = [
  {
    language: 'en',
    width: 1280,
    dark: false,
    me: 'Grace Hopper',
    room: 'compiler crew',
    about: 'From A-0 on',
  },
  { language: 'zh-CN', width: 360, dark: false, me: '王小波', room: '周末读书会', about: '每周六下午三点' },
  { language: 'zh-CN', width: 1280, dark: true, me: '林徽因', room: '古建筑调查', about: '山西与河北' },
  {
    language: 'en',
    width: 360,
    dark: true,
    me: 'Katherine Johnson',
    room: 'trajectories and landings of all the capsules',
    about: 'What goes up, and where it comes down',
  },
];

/** Somebody's page, what it calls things, and how a moment of it is kept. */
interface Scene {
  page: Page;
  t: Texts;
  show: (name: string) => Promise<void>;
}

for (const look of looks) {
  const name = `${look.dark ? 'dark' : 'light'}-${String(look.width)}-${look.language}`;
  test(`a lively room looks right and is accessible: ${name}`, async ({ newcomer }) => {
    const page = await newcomer(look);
    const ada = await newcomer();
    const sceneOf = (whose: Page): Scene => ({
      page: whose,
      t: texts[look.language],
      show: (moment) => showPage(whose, `lively-${name}-${moment}`),
    });
    const scene = sceneOf(page);
    const adasName = await signUp(ada, 'Ada Lovelace');
    await signUp(page, look.me, look.language);

    await test.step('a private room with two people', async () => {
      await createPrivateRoom(scene, look);
      await invite(scene, adasName);
      await ada.goto('/invitations');
      await ada.getByRole('button', { name: `Accept the invitation to ${look.room}` }).click();
    });
    await test.step('a conversation', () => converse(scene, ada, look));
    const room = new URL(page.url()).pathname;
    await test.step('settings', () => lookThroughSettings(scene));
    await test.step('settings of the server', async () => lookThroughInvites(sceneOf(await newcomer(look))));
    await test.step('the room, and what opens in it', async () => {
      for (const text of ['Back yet?', 'The **second** test passed, too.']) await say(ada, text);
      await expect(messages(ada).filter({ hasText: 'second test' })).toBeVisible();
      await page.goto(room);
      await expect(page.getByText(scene.t.message.new, { exact: true })).toBeVisible();
      await scene.show('room');
      await actOnMessages(scene);
      await lookAtMembers(scene);
      await openMenus(scene);
    });
  });
}

async function createPrivateRoom({ page, t, show }: Scene, { room, about }: Look) {
  await page.goto('/rooms');
  await page.getByRole('main').getByRole('button', { name: t.room.browse.create }).click();
  const dialog = page.getByRole('dialog', { name: t.room.create.title });
  await dialog.getByRole('textbox', { name: t.room.name }).fill(room);
  await dialog.getByRole('radio', { name: t.room.create.private }).check();
  await dialog.getByRole('textbox', { name: t.room.description }).fill(about);
  await show('create-room');
  await dialog.getByRole('button', { name: t.room.create.submit }).click();
  await expect(page.getByRole('heading', { level: 1, name: room })).toBeVisible();
  await expect(composer(page)).toBeVisible();
}

async function invite({ page, t, show }: Scene, username: string) {
  // Where the window is narrow it stands in the menu alone.
  await page.getByRole('button', { name: t.room.menu }).click();
  await page.getByRole('menuitem', { name: t.room.invite.title }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(t.room.invite.who).fill(username.slice(0, 5));
  await expect(page.getByRole('option', { name: `@${username}` })).toBeVisible();
  await show('invite');
  await page.getByRole('option', { name: `@${username}` }).click();
  await dialog.getByRole('button', { name: t.room.invite.submit, exact: true }).click();
  await expect(dialog.getByText(filled(t.room.invite.done, { username }))).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

async function saySeen(from: Page, to: Page, text: string, seen: string): Promise<Locator> {
  await say(from, text);
  const there = messages(to).filter({ hasText: seen });
  await expect(there).toBeVisible();
  return there;
}

/** What can be in a conversation: markup, code, a reply, a reaction, an edit, a deletion, a name, what does not fit. */
async function converse({ page }: Scene, ada: Page, { language, me }: Look) {
  const question = language === 'en' ? 'What is left before we ship?' : '上线之前还剩下什么？';
  const asked = await saySeen(
    page,
    ada,
    `${question}\n\n- the **migration** notes, with \`V12__rooms.sql\`\n- one _last_ look at [reconnecting](https://example.org/)\n\n> Nothing is lost, repeated or out of order.`,
    question,
  );
  const code =
    'client.subscribe("/topic/rooms/7", (frame) => {\n  const { rev } = JSON.parse(frame.body); // from, rev, message\n  return rev + 1;\n});';
  const snippet = await saySeen(page, ada, `\`\`\`js\n${code}\n\`\`\``, 'client.subscribe');
  await snippet.hover();
  await snippet.getByRole('button', { name: 'React with ❤️' }).click();

  await asked.hover();
  await asked.getByRole('button', { name: 'Reply' }).click();
  await saySeen(ada, page, 'Only the notes, I thnk.', 'Only the notes');
  await composer(ada).press('ArrowUp');
  await composer(ada).fill('Only the notes, I think.');
  await composer(ada).press('Enter');
  await expect(messages(page).filter({ hasText: 'I think.' })).toBeVisible();

  const slip = await saySeen(ada, ada, 'wrong room', 'wrong room');
  await slip.hover();
  await slip.getByRole('button', { name: 'Delete' }).click();
  await ada.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(slip).toBeHidden();

  const wide =
    'https://example.org/a/very/long/address/that/does/not/fit/into/one/line/of/a/narrow/window/at/all';
  const table = '| test | ms |\n|---|---|\n| fan-out | 12 |\n| catch-up | 340 |';
  await saySeen(ada, page, `See ${wide}\n\n${table}`, 'fan-out');
  await ada.keyboard.type(`@${me.slice(0, 2)}`);
  await expect(ada.getByRole('option').first()).toBeVisible();
  await ada.keyboard.press('Enter');
  await ada.keyboard.type('look at the second line');
  await ada.keyboard.press('Enter');
  await expect(messages(page).filter({ hasText: 'look at the second' })).toBeVisible();
}

async function lookThroughSettings({ page, t, show }: Scene) {
  await page.goto('/settings/profile');
  for (const part of ['profile', 'appearance', 'security'] as const) {
    await openSettings(page, t.app.settings.parts[part]);
    await show(`settings-${part}`);
  }
  await openSettings(page, t.app.settings.parts.tokens);
  await page.getByRole('textbox', { name: t.account.tokens.name }).fill('Build notifications');
  await page.getByRole('button', { name: t.account.tokens.create }).click();
  await expect(page.getByText(t.account.tokens.once)).toBeVisible();
  await show('settings-tokens');
  await page.getByRole('listitem').getByRole('button').click();
  await closeAfter({ page, t, show }, 'revoke');
}

async function openSettings(page: Page, part: string) {
  const link = page.getByRole('main').getByRole('link', { name: part });
  await link.click();
  await expect(link).toHaveAttribute('aria-current', 'page');
  await expect(link).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('main').getByRole('region').first()).toBeVisible();
}

/** Only an administrator has them. */
async function lookThroughInvites({ page, t, show }: Scene) {
  await page.goto('/sign-in?next=/settings/profile');
  await page.locator('input[name=username]').fill(administrator.username);
  await page.locator('input[name=password]').fill(administrator.password);
  await page.locator('button[type=submit]').click();
  await openSettings(page, t.app.settings.parts.invites);
  await page.getByRole('button', { name: t.account.invites.create }).click();
  await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible();
  await show('settings-invites');
}

async function closeAfter({ page, t, show }: Scene, moment: string) {
  const dialog = page.getByRole('dialog').filter({ has: page.getByRole('button', { name: t.ui.cancel }) });
  await expect(dialog).toBeVisible();
  await show(moment);
  await dialog.getByRole('button', { name: t.ui.cancel }).click();
  await expect(dialog).toBeHidden();
}

async function actOnMessages({ page, t, show }: Scene) {
  const mine = messages(page).filter({ hasText: 'client.subscribe' });
  await mine.scrollIntoViewIfNeeded();
  await mine.hover();
  await show('actions');
  await mine.getByRole('button', { name: t.message.actions.delete }).click();
  await closeAfter({ page, t, show }, 'delete');

  await page.getByRole('main').getByRole('button', { name: t.message.composer.emoji, exact: true }).click();
  const picker = page.getByRole('dialog', { name: t.message.picker.label });
  await expect(picker.getByRole('gridcell').first()).toBeVisible();
  await show('emoji');
  for (let row = 0; row < 12; row++) {
    await page.keyboard.press('ArrowDown');
    await expect(picker.locator('[data-active]')).toBeInViewport({ ratio: 1 });
  }
  await page.keyboard.press('Escape');
  await expect(picker).toBeHidden();
}

async function lookAtMembers({ page, t, show }: Scene) {
  const newest = messages(page).last();
  await newest.scrollIntoViewIfNeeded();
  await page.locator('header button[aria-pressed]').click();
  const menu = page.getByRole('button', { name: filled(t.room.members.menuOf, { name: 'Ada Lovelace' }) });
  await expect(menu).toBeVisible();
  await expect(newest).toBeInViewport({ ratio: 0.9 });
  await show('members');
  await menu.click();
  await expect(page.getByRole('menu')).toBeVisible();
  await show('member-menu');
  await page.getByRole('menuitem', { name: t.room.members.remove }).click();
  await closeAfter({ page, t, show }, 'remove');
  await page.getByRole('button', { name: t.ui.close }).click();
  await expect(menu).toBeHidden();
}

async function openMenus({ page, t, show }: Scene) {
  const open = async (item: string) => {
    await page.getByRole('button', { name: t.room.menu }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  await page.getByRole('button', { name: t.room.menu }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await show('room-menu');
  await page.keyboard.press('Escape');
  await open(t.room.settings.title);
  await closeAfter({ page, t, show }, 'room-settings');
  await open(t.room.archive.verb);
  await closeAfter({ page, t, show }, 'archive');

  await page.getByRole('main').focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: t.app.help.title })).toBeVisible();
  await show('help');
}
