import type { Page } from '@playwright/test';
import path from 'node:path';
import { composer, createRoom, expect, messages, say, signUp, test } from './confab';

/*
 * Makes docs/screenshot.png anew: `npm run screenshot`, after the jar was packaged. What is said in it is said by real
 * clients to a real server.
 */
const picture = path.join(import.meta.dirname, '../../docs/screenshot.png');

async function react(page: Page, text: string, emoji: string) {
  const message = messages(page).filter({ hasText: text });
  await message.hover();
  await message.getByRole('button', { name: `React with ${emoji}` }).click();
  await expect(message.getByRole('button', { name: new RegExp(emoji) }).first()).toBeVisible();
}

async function saySeen(page: Page, text: string, seen: string) {
  await say(page, text);
  await expect(messages(page).filter({ hasText: seen })).toBeVisible();
}

test('the picture of the README', async ({ newcomer }) => {
  const [ada, grace, wang] = [await newcomer(), await newcomer(), await newcomer()];
  await signUp(ada, 'Ada Lovelace');
  await signUp(grace, 'Grace Hopper');
  await signUp(wang, '王小波');
  await createRoom(ada, 'announcements');
  await createRoom(ada, 'leadership', 'Private');
  await createRoom(ada, 'lunch');
  const lunch = new URL(ada.url()).pathname;
  await createRoom(ada, 'release 1.0');
  const release = new URL(ada.url()).pathname;
  for (const page of [grace, wang]) {
    for (const address of [lunch, release]) {
      await page.goto(address);
      await page.getByRole('button', { name: 'Join' }).click();
      await expect(composer(page)).toBeVisible();
    }
  }

  await saySeen(ada, 'Good morning! The **release candidate** is up since last night.', 'Good morning');
  await saySeen(
    ada,
    'What is left:\n\n- the migration notes\n- one last look at reconnecting',
    'What is left',
  );
  await saySeen(
    grace,
    'I pulled the plug of the broker twice, and nobody lost a message 🎉',
    'pulled the plug',
  );
  await react(ada, 'pulled the plug', '❤️');
  await react(wang, 'pulled the plug', '👍');
  await saySeen(wang, '迁移说明我来写，下午给大家看。', '迁移说明');
  await saySeen(
    grace,
    'This is all it takes to follow a room:\n\n```js\nclient.subscribe("/topic/rooms/7", (frame) => {\n  apply(JSON.parse(frame.body)); // from, rev, message\n});\n```',
    'This is all it takes',
  );
  const question = messages(ada).filter({ hasText: '迁移说明' });
  await question.hover();
  await question.getByRole('button', { name: 'Reply' }).click();
  await saySeen(ada, 'Thank you! Then we ship it on Thursday.', 'Thank you!');
  await react(grace, 'Thank you!', '👍');
  await grace.goto(lunch);
  await saySeen(grace, 'Noodles at noon?', 'Noodles');
  await saySeen(grace, 'The new place by the river', 'The new place');
  await expect(ada.getByRole('link', { name: /lunch 2 unread/ })).toBeVisible();
  await ada.getByRole('button', { name: /members/ }).click();
  await expect(ada.getByRole('complementary').getByText('王小波')).toBeVisible();
  await ada.mouse.move(640, 28);
  await ada.waitForTimeout(500);
  await ada.screenshot({ path: picture });
});
