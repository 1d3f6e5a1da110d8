import type { Page } from '@playwright/test';
import { composer, createRoom, expect, expectConnected, messages, say, signUp, test } from './confab';

/** Both in one new public room. */
async function twoInARoom(ada: Page, bob: Page, name: string) {
  await signUp(ada, 'Ada Lovelace');
  await signUp(bob, 'Bob');
  await createRoom(ada, name);
  await bob.goto(new URL(ada.url()).pathname);
  await bob.getByRole('button', { name: 'Join' }).click();
  await expect(composer(bob)).toBeVisible();
}

/** Posting, editing, reacting and replying, each seen by the other. */
async function converse(ada: Page, bob: Page) {
  await say(ada, 'Hello **Bob**');
  await expect(messages(bob).filter({ hasText: 'Hello Bob' })).toBeVisible();
  await say(bob, 'Hello Ada');
  await expect(messages(ada).filter({ hasText: 'Hello Ada' })).toBeVisible();

  await composer(bob).press('ArrowUp');
  await composer(bob).fill('Hello dear Ada');
  await composer(bob).press('Enter');
  const edited = messages(ada).filter({ hasText: 'Hello dear Ada' });
  await expect(edited).toContainText('(edited)');

  await edited.hover();
  await edited.getByRole('button', { name: 'React with 👍' }).click();
  await expect(
    messages(bob)
      .filter({ hasText: 'Hello dear Ada' })
      .getByRole('button', { name: /👍, Ada/ }),
  ).toBeVisible();

  await edited.hover();
  await edited.getByRole('button', { name: 'Reply' }).click();
  await say(ada, 'How is the engine?');
  await expect(messages(bob).filter({ hasText: 'How is the engine?' })).toContainText('Reply to Bob');
}

/** Nothing missing, nothing twice: the texts of what was said, in the order in which it was said. */
async function expectSaid(page: Page, texts: string[]) {
  const paragraphs = messages(page).locator('p');
  for (const text of texts) await expect(paragraphs.filter({ hasText: text })).toHaveCount(1);
  const all = await paragraphs.allTextContents();
  const order = texts.map((text) => all.findIndex((paragraph) => paragraph.includes(text)));
  expect(order).toEqual([...order].sort((a, b) => a - b));
}

test('two people talk, lose the network and the server, and miss nothing', async ({ newcomer, server }) => {
  test.setTimeout(300_000);
  const ada = await newcomer();
  const bob = await newcomer();
  await twoInARoom(ada, bob, 'engine');
  await converse(ada, bob);

  await test.step('away from the network', async () => {
    await bob.context().setOffline(true);
    await say(bob, 'written in a tunnel');
    await expect(messages(bob).filter({ hasText: 'written in a tunnel' })).toBeVisible();
    await say(ada, 'are you there?');
    await say(ada, 'it seems not');
    await bob.context().setOffline(false);
    await expectConnected(bob);
    for (const page of [ada, bob]) await expectSaid(page, ['are you there?', 'it seems not']);
    for (const page of [ada, bob]) await expectSaid(page, ['How is the engine?', 'written in a tunnel']);
  });

  await test.step('the server is killed', async () => {
    await server.kill();
    await expect(ada.getByRole('button', { name: 'Reconnect now' })).toBeVisible({ timeout: 60_000 });
    await say(ada, 'written while the server was down');
    await expect(messages(ada).filter({ hasText: 'written while' })).toContainText(
      'Will be sent when there is a connection',
    );
    await server.start();
    await expectConnected(ada);
    await expectConnected(bob);
    const all = [
      'Hello Bob',
      'Hello dear Ada',
      'How is the engine?',
      'are you there?',
      'written while the server was down',
    ];
    await expectSaid(ada, all);
    await expectSaid(bob, all);
    await bob.reload();
    await expectConnected(bob);
    await expectSaid(bob, all);
  });
});

test('where WebSocket is blocked, SockJS carries the conversation', async ({ newcomer }) => {
  const ada = await newcomer({ noWebSocket: true });
  const bob = await newcomer({ noWebSocket: true });
  await twoInARoom(ada, bob, 'behind a proxy');
  await converse(ada, bob);
});

test('what was written offline in two tabs is sent once, after both were closed', async ({ newcomer }) => {
  const ada = await newcomer();
  const bob = await newcomer();
  await twoInARoom(ada, bob, 'two tabs');
  const room = new URL(bob.url()).pathname;
  const other = await bob.context().newPage();
  await other.goto(room);
  await expectConnected(other);

  await bob.context().setOffline(true);
  await say(bob, 'first tab, one');
  await say(other, 'second tab, one');
  await say(bob, 'first tab, two');
  for (const text of ['first tab, one', 'second tab, one', 'first tab, two']) {
    await expect(messages(bob).filter({ hasText: text })).toBeVisible();
    await expect(messages(other).filter({ hasText: text })).toBeVisible();
  }
  const context = bob.context();
  await bob.close();
  await other.close();
  await expect(messages(ada)).toHaveCount(0);

  await context.setOffline(false);
  const reopened = [await context.newPage(), await context.newPage()];
  for (const page of reopened) await page.goto(room);
  for (const page of [ada, ...reopened]) {
    await expectSaid(page, ['first tab, one', 'second tab, one', 'first tab, two']);
  }
});
