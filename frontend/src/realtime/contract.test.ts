import type { z } from 'zod';
import {
  attention,
  changes,
  member,
  memberPage,
  mentionPage,
  message,
  messagePage,
  pinnedMessages,
  removedMessage,
  room,
  standingSanctions,
} from '../http/wire';
import { cursorMoved } from './direct';
import {
  headsFrame,
  notice,
  ownPresence,
  personalPresenceFrame,
  presenceFrame,
  roomFrame,
  roomPresence,
  roomSnapshot,
  syncAnswer,
} from './frames';

/* The examples that the server writes and compares: whatever it says, the client understands. */
const examples = import.meta.glob<unknown>('../../../src/test/resources/contract/*.json', {
  eager: true,
  import: 'default',
});

const schemas: [RegExp, z.ZodType][] = [
  [/^(message\.\w+(-reply|-bot)?|member\.\w+|room\.\w+)$/, roomFrame],
  [/^message$/, message],
  [/^messages$/, messagePage],
  [/^member$/, member],
  [/^members$/, memberPage],
  [/^(direct-)?room$/, room],
  [/^changes(-reset)?$/, changes],
  [/^opening(-direct)?$/, roomSnapshot],
  [/^sync(-request)?$/, syncAnswer],
  [/^heads\.changed(-request)?$/, headsFrame],
  [/^(invitation\.created|membership\.ended|direct\.requested|mention\.created)$/, notice],
  [/^(sanction\.(imposed|lifted)|report\.closed)$/, notice],
  [/^sanctions-mine$/, standingSanctions],
  [/^cursor\.moved$/, cursorMoved],
  [/^(presence\.changed|typing\.started)$/, presenceFrame],
  [/^presence-room(-large)?$/, roomPresence],
  [/^presence-own$/, ownPresence],
  [/^presence\.(own|changed-watched)$/, personalPresenceFrame],
  [/^mentions$/, mentionPage],
  [/^pins$/, pinnedMessages],
  [/^removed-message$/, removedMessage],
  [/^level$/, attention],
];

function nameOf(path: string): string {
  return path.split('/').at(-1)?.replace('.json', '') ?? '';
}

const ours = Object.entries(examples).flatMap(([path, example]) => {
  const schema = schemas.find(([names]) => names.test(nameOf(path)))?.[1];
  return schema ? [{ name: nameOf(path), example, schema }] : [];
});

test.each(ours)('understands $name', ({ example, schema }) => {
  expect(withoutIds(schema.parse(example))).toMatchObject(withoutIds(example) as object);
});

test('every schema has its example', () => {
  for (const [names] of schemas) {
    expect(Object.keys(examples).map(nameOf)).toContainEqual(expect.stringMatching(names));
  }
});

/** Ids are strings here whatever they are on the wire. */
function withoutIds(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, each: unknown) =>
    ['id', 'room', 'account', 'message', 'replyTo', 'epoch', 'next'].includes(key) && typeof each === 'number'
      ? `${each}`
      : each,
  );
}
