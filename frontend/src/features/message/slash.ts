import type { Person } from '../../http/wire';

/** A command that I may give by typing it, and how what follows it is written. */
export interface SlashCommand {
  name: string;
  arguments: string;
  /** In the words of whoever made the bot; what the server's own do stands in the catalogue. */
  description?: string | null | undefined;
  /** Who answers it, if the server does not. */
  bot?: Person | null | undefined;
}

/** What a bot says about a command to me alone. */
export interface CommandAnswer {
  bot: Person;
  body: string;
}

/** The commands that the beginning of a text may become. */
export function completions(commands: readonly SlashCommand[], text: string): SlashCommand[] {
  if (!/^\/([a-z][a-z0-9_-]{0,31})?$/.test(text)) return [];
  const found = commands.filter(({ name }) => `/${name}`.startsWith(text));
  const [only] = found;
  // What is written to its end is to be sent, not completed.
  return found.length === 1 && only && `/${only.name}` === text && only.arguments === '' ? [] : found;
}

/** The command whose arguments are being written. */
export function begun(commands: readonly SlashCommand[], text: string): SlashCommand | undefined {
  const word = /^\/([a-z][a-z0-9_-]{0,31})\s/.exec(text)?.[1];
  return commands.find(({ name }) => name === word);
}

/** Whether a text is meant for the server and not for the room. To whom there is no command, a slash is a slash. */
export function isCommand(commands: readonly SlashCommand[], text: string): boolean {
  return commands.length > 0 && /^\/[a-z][a-z0-9_-]{0,31}(\s|$)/i.test(text);
}

/** The same while it is being written: a slash alone may become a command. */
export function isCommandSoFar(commands: readonly SlashCommand[], text: string): boolean {
  return isCommand(commands, text) || (commands.length > 0 && text === '/');
}

/** What is said by a text that is no command: two slashes at its beginning are one. */
export function spoken(commands: readonly SlashCommand[], text: string): string {
  return commands.length > 0 && text.startsWith('//') ? text.slice(1) : text;
}
