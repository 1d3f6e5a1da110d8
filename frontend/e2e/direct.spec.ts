import type { Page } from '@playwright/test';
import { composer, createRoom, expect, expectConnected, messages, say, show, signUp, test } from './confab';
import { texts, type Language } from './texts';

let strangers = 0;

/** Signs up and joins nothing: somebody who shares no room with anybody. */
async function signUpAlone(page: Page, displayName: string): Promise<string> {
  strangers += 1;
  const username = `${displayName.toLowerCase()}-alone-${String(strangers)}`;
  await page.goto('/sign-up');
  await page.locator('input[name=username]').fill(username);
  await page.locator('input[name=displayName]').fill(displayName);
  await page.locator('input[name=password]').fill('correct horse battery');
  await page.locator('button[type=submit]').click();
  await expect(page.getByRole('heading', { level: 1, name: 'general' })).toBeVisible();
  await expectConnected(page);
  return username;
}

/** Finds somebody by the quick switcher and writes to them. */
async function writeTo(page: Page, username: string, displayName: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(username);
  await page.getByRole('option', { name: `@${username}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Write a message' }).click();
  await expect(page.getByRole('heading', { level: 1, name: displayName })).toBeVisible();
  await expect(composer(page)).toBeVisible();
}

const list = (page: Page, name: 'People' | 'Requests') => page.getByRole('list', { name, exact: true });

/** Everything that the page was ever told, over HTTP and over the socket. */
function overhear(page: Page): string[] {
  const heard: string[] = [];
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      heard.push(payload.toString());
    }),
  );
  page.on('response', (response) => {
    void response.text().then(
      (text) => heard.push(text),
      () => undefined,
    );
  });
  return heard;
}

test('two people talk, and a third sees nothing of it', async ({ newcomer }) => {
  const [ada, bob, eve] = [await newcomer(), await newcomer(), await newcomer()];
  const heard = overhear(eve);
  await signUp(ada, 'Ada Lovelace');
  await signUp(bob, 'Bob Taylor');
  await signUp(eve, 'Eve');

  await test.step('from the name of an author', async () => {
    await say(bob, 'Hello, everybody.');
    await messages(ada)
      .filter({ hasText: 'Hello, everybody.' })
      .getByRole('button', { name: 'Bob Taylor' })
      .click();
    await ada.getByRole('dialog').getByRole('button', { name: 'Write a message' }).click();
    await expect(ada.getByRole('heading', { level: 1, name: 'Bob Taylor' })).toBeVisible();
  });
  await test.step('what is said arrives, is read, and is seen to be read', async () => {
    await say(ada, 'Between the two of us: the cake is for Eve.');
    await list(bob, 'People').getByRole('link', { name: 'Ada Lovelace' }).click();
    await expect(messages(bob).filter({ hasText: 'the cake is for Eve' })).toBeVisible();
    await expect(ada.getByText('Read', { exact: true })).toBeVisible();
    await say(bob, 'My lips are sealed.');
    await expect(messages(ada).filter({ hasText: 'My lips are sealed.' })).toBeVisible();
  });
  await test.step('typing', async () => {
    await composer(bob).pressSequentially('I ');
    await expect(ada.getByText('Bob Taylor is typing')).toBeVisible();
  });
  await test.step('both lists have it, and survive a reload', async () => {
    await ada.reload();
    await expect(messages(ada).filter({ hasText: 'My lips are sealed.' })).toBeVisible();
    await expect(list(ada, 'People').getByRole('link', { name: 'Bob Taylor' })).toBeVisible();
  });
  await test.step('the third', async () => {
    await expect(list(eve, 'People')).toBeHidden();
    await eve.goto(new URL(ada.url()).pathname);
    await expect(eve.getByRole('heading', { name: 'No such room' }).first()).toBeVisible();
    expect(heard.length).toBeGreaterThan(0);
    expect(heard.join('\n')).not.toMatch(/the cake is for Eve|My lips are sealed/);
  });
});

test('what is written without a connection is sent once when there is one', async ({ newcomer }) => {
  const [ada, bob] = [await newcomer(), await newcomer()];
  await signUp(ada, 'Ada Offline');
  const bobsName = await signUp(bob, 'Bob Online');
  await writeTo(ada, bobsName, 'Bob Online');
  await say(ada, 'first');
  await list(bob, 'People').getByRole('link', { name: 'Ada Offline' }).click();

  await ada.context().setOffline(true);
  await say(ada, 'written in a tunnel');
  await expect(messages(bob).filter({ hasText: 'first' })).toBeVisible();
  await expect(messages(bob).filter({ hasText: 'written in a tunnel' })).toHaveCount(0);
  await ada.context().setOffline(false);

  await expect(messages(bob).filter({ hasText: 'written in a tunnel' })).toHaveCount(1, { timeout: 30_000 });
  await expectConnected(ada);
  await expect(messages(ada).filter({ hasText: 'written in a tunnel' })).toHaveCount(1);
});

test('several people pick each other and leave', async ({ newcomer }) => {
  const [ada, bob, eve] = [await newcomer(), await newcomer(), await newcomer()];
  await signUp(ada, 'Ada Three');
  const names = [await signUp(bob, 'Bob Three'), await signUp(eve, 'Eve Three')];

  await ada.getByRole('button', { name: 'Write to people' }).click();
  const dialog = ada.getByRole('dialog');
  for (const name of names) {
    await dialog.getByRole('combobox', { name: 'To' }).fill(name);
    await ada
      .getByRole('option')
      .filter({ hasText: `@${name}` })
      .click();
  }
  await show(ada, 'direct-pick');
  await dialog.getByRole('button', { name: 'Begin' }).click();
  await expect(ada.getByRole('heading', { level: 1 })).toContainText('Bob Three');
  await say(ada, 'Shall the three of us meet?');

  for (const page of [bob, eve]) {
    await list(page, 'People').getByRole('link').click();
    await expect(messages(page).filter({ hasText: 'the three of us' })).toBeVisible();
  }
  await eve.getByRole('button', { name: 'More about this conversation' }).click();
  await eve.getByRole('menuitem', { name: 'Leave the conversation' }).click();
  await eve.getByRole('dialog').getByRole('button', { name: 'Leave the conversation' }).click();
  await expect(list(eve, 'People')).toBeHidden();
  await say(bob, 'Then only two of us.');
  await expect(messages(ada).filter({ hasText: 'Then only two of us.' })).toBeVisible();
});

test('a request is accepted, another declined, and who is blocked does not learn of it', async ({
  newcomer,
}) => {
  const [ada, bob, dan, eve] = [await newcomer(), await newcomer(), await newcomer(), await newcomer()];
  await signUpAlone(ada, 'Ada');
  const bobsName = await signUpAlone(bob, 'Bob');
  await signUpAlone(dan, 'Dan');
  await signUpAlone(eve, 'Eve');

  await test.step('asked and accepted', async () => {
    await writeTo(ada, bobsName, 'Bob');
    await say(ada, 'We met at the conference.');
    await list(bob, 'Requests').getByRole('link', { name: 'Ada' }).click();
    await expect(messages(bob).filter({ hasText: 'at the conference' })).toBeVisible();
    await expect(composer(bob)).toBeHidden();
    await show(bob, 'direct-request');
    await expect(ada.getByText('Read', { exact: true })).toBeHidden();
    await bob.getByRole('button', { name: 'Accept', exact: true }).click();
    await expect(list(bob, 'People').getByRole('link', { name: 'Ada' })).toBeVisible();
    await say(bob, 'So we did.');
    await expect(messages(ada).filter({ hasText: 'So we did.' })).toBeVisible();
    await expect(ada.getByText('Read', { exact: true })).toBeHidden();
  });
  await test.step('asked and declined, of which the other hears nothing', async () => {
    await writeTo(dan, bobsName, 'Bob');
    await say(dan, 'Do you collect stamps?');
    await list(bob, 'Requests').getByRole('link', { name: 'Dan' }).click();
    await expect(messages(bob).filter({ hasText: 'collect stamps' })).toBeVisible();
    await bob.getByRole('button', { name: 'Decline', exact: true }).click();
    await expect(list(bob, 'Requests')).toBeHidden();
    await expect(messages(bob).filter({ hasText: 'collect stamps' })).toHaveCount(0);
    await expect(list(bob, 'People').getByRole('link')).toHaveCount(1);
    await expect(list(dan, 'People').getByRole('link', { name: 'Bob' })).toBeVisible();
    await expect(messages(dan).filter({ hasText: 'collect stamps' })).toBeVisible();
  });
  await test.step('asked and blocked', async () => {
    await writeTo(eve, bobsName, 'Bob');
    await say(eve, 'Buy my watches.');
    await list(bob, 'Requests').getByRole('link', { name: 'Eve' }).click();
    await bob.getByRole('main').getByRole('button', { name: 'Block' }).click();
    await expect(list(bob, 'Requests')).toBeHidden();
    await say(eve, 'Cheap watches.');
    await expect(eve.getByText('They take no private messages.')).toBeVisible();
    await show(eve, 'direct-refused');
  });
  await test.step('settings name who is blocked', async () => {
    await bob.goto('/settings/direct');
    await expect(bob.getByRole('list', { name: 'Blocked people' })).toContainText('Eve');
    await bob.getByRole('button', { name: 'Unblock Eve' }).click();
    await expect(bob.getByText('You have blocked nobody.')).toBeVisible();
  });
});

const looks: { language: Language; dark: boolean; width: number }[] = [
  { language: 'en', dark: false, width: 1280 },
  { language: 'en', dark: true, width: 360 },
  { language: 'zh-CN', dark: true, width: 1280 },
  { language: 'zh-CN', dark: false, width: 360 },
];

for (const look of looks) {
  const name = `${look.dark ? 'dark' : 'light'}-${String(look.width)}-${look.language}`;
  test(`private messages look right and are accessible: ${name}`, async ({ newcomer }) => {
    const t = texts[look.language];
    const page = await newcomer(look);
    const other = await newcomer();
    const stranger = await newcomer();
    const myName = await signUp(page, 'Grace', look.language);
    const othersName = await signUp(other, 'Barbara Liskov');
    await signUpAlone(stranger, 'Stranger');
    await createRoom(other, `theory of everything ${name}`);
    await writeTo(stranger, myName, 'Grace');
    await say(stranger, 'May I ask you something about compilers?');
    await writeTo(other, myName, 'Grace');
    for (const text of ['Have you seen the proof?', 'It fits into **one** page.']) await say(other, text);

    await page.goto('/');
    // Until the start page has gone on to the room, a change of the address closes what opens.
    await expect(composer(page)).toBeVisible();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill(othersName);
    await page.getByRole('option', { name: `@${othersName}` }).click();
    await show(page, `direct-${name}-person`);
    await page.getByRole('dialog').getByRole('button', { name: t.direct.person.write }).click();
    await expect(messages(page).filter({ hasText: 'one page' })).toBeVisible();
    await say(page, 'Not yet. Send it over!');
    await expect(page.getByText(t.direct.seen, { exact: true })).toBeVisible();
    await show(page, `direct-${name}-room`);
    if (look.width < 768) {
      await page.getByRole('button', { name: t.app.rooms.show }).click();
      await show(page, `direct-${name}-list`);
    }
    await page.getByRole('list', { name: t.direct.requests, exact: true }).getByRole('link').click();
    await expect(page.getByRole('button', { name: t.direct.request.accept, exact: true })).toBeVisible();
    await expect(messages(page).filter({ hasText: 'about compilers' })).toBeVisible();
    await show(page, `direct-${name}-request`);
    await page.goto('/settings/direct');
    await expect(page.getByRole('radio', { name: t.direct.settings.EVERYONE })).toBeVisible();
    await show(page, `direct-${name}-settings`);
  });
}
