// Answers "!ping" in a room with "pong", also what was said while it was away, and once. Needs Node 22 (or Node 20 with
// --experimental-websocket) and `npm install @stomp/stompjs`. Run, with the token of a bot that is a member of the room:
//   CONFAB_URL=http://localhost:8080 CONFAB_TOKEN=confab_… CONFAB_ROOM=1 node ping-bot.mjs
import { readFile, writeFile } from 'node:fs/promises';
import { Client } from '@stomp/stompjs';

const { CONFAB_URL: url, CONFAB_TOKEN: token, CONFAB_ROOM: room, CONFAB_STATE: file = 'ping-bot.json' } = process.env;
const Authorization = `Bearer ${token}`;
let mine = JSON.parse(await readFile(file, 'utf8').catch(() => 'null')); // how far it has come: {rev, epoch}

async function ask(path, body) {
  const headers = { Authorization, 'Content-Type': 'application/json' };
  const how = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers };
  const response = await fetch(`${url}/api/rooms/${room}${path}`, how);
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return response.json();
}

/** Answered again, after a crash before `advance`, it is the same answer: its clientId is made of what it answers. */
async function answer({ id, body }) {
  if (body === '!ping') await ask('/messages', { clientId: `pong-${id}`, body: 'pong', replyTo: id });
}

async function advance(rev, epoch) {
  mine = { rev, epoch };
  await writeFile(file, JSON.stringify(mine));
}

async function catchUp() {
  let news = mine ? await ask(`/changes?since=${mine.rev}&epoch=${mine.epoch}`) : await ask('/messages?limit=1');
  if (news.reset) news = await ask('/messages?limit=100'); // it was away for too long, and takes the newest
  if (mine) for (const message of news.messages) await answer(message);
  await advance(news.rev, news.epoch);
  console.log(`listening from ${news.rev} on`);
}

async function apply({ from, rev, message, messages }) {
  if (!mine || from > mine.rev) return catchUp();
  if (rev <= mine.rev) return;
  for (const each of messages ?? (message ? [message] : [])) await answer(each);
  await advance(rev, mine.epoch);
}

// One after the other. What fails is done again after connecting anew.
let work = Promise.resolve();
function queue(task) {
  work = work.then(task).catch((failure) => (console.error(failure.message), client.forceDisconnect()));
}

const connectHeaders = { Authorization };
const client = new Client({ brokerURL: `${url.replace('http', 'ws')}/ws`, connectHeaders, reconnectDelay: 2000 });
client.onConnect = () => {
  client.watchForReceipt('live', () => queue(catchUp));
  client.subscribe(`/topic/rooms/${room}`, ({ body }) => queue(() => apply(JSON.parse(body))), { receipt: 'live' });
};
client.onStompError = (frame) => (console.error(frame.body || frame.headers.message), process.exit(1));
client.onWebSocketClose = ({ code }) => [4001, 4003].includes(code) && process.exit(1); // revoked or banned
client.activate();
