import type { RoomId } from '../../http/wire';

function keyOf(account: string, room: RoomId): string {
  return `confab.draft.${account}.${room}`;
}

/** What I was writing in a room when I last left it, on this browser. */
export function readDraft(account: string, room: RoomId): string {
  return localStorage.getItem(keyOf(account, room)) ?? '';
}

export function keepDraft(account: string, room: RoomId, text: string): void {
  try {
    if (text === '') localStorage.removeItem(keyOf(account, room));
    else localStorage.setItem(keyOf(account, room), text);
  } catch {
    // Full or forbidden: the draft lives as long as the page.
  }
}
