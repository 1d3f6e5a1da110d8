import type { Message, Person } from '../../http/wire';

/** What may be done with the messages of this room; undefined where I may not. */
export interface MessageHandlers {
  react: ((message: Message, emoji: string, action: 'ADD' | 'REMOVE') => void) | undefined;
  pickReaction: (message: Message, anchor: HTMLElement) => void;
  reply: ((message: Message) => void) | undefined;
  edit: ((message: Message) => void) | undefined;
  delete: ((message: Message) => void) | undefined;
  /** Only where I moderate. */
  pin: ((message: Message, action: 'ADD' | 'REMOVE') => void) | undefined;
  /** Tells those who moderate what somebody else said. */
  report: ((message: Message) => void) | undefined;
  /** Shows who somebody is. */
  showPerson: ((person: Person) => void) | undefined;
  /** From this message on nothing is read any more. */
  markUnread: ((message: Message) => void) | undefined;
  copy: (message: Message) => void;
  jumpTo: (seq: number) => void;
}
