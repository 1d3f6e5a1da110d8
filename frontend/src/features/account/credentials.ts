/*
 * The same rules as the server's, so that most mistakes are told before they are sent. What only the server knows (a
 * reserved name, a taken one) comes back from it.
 */

export const displayNameLength = 64;
export const passwordLength = { min: 8, max: 128 };

export function isUsername(text: string): boolean {
  return /^[a-z0-9][a-z0-9._-]{1,31}$/i.test(text);
}

export function isPassword(text: string): boolean {
  return text.length >= passwordLength.min && text.length <= passwordLength.max;
}

export function isDisplayName(text: string): boolean {
  return text.trim() !== '' && text.trim().length <= displayNameLength;
}

export function isCommandName(text: string): boolean {
  return /^[a-z][a-z0-9_-]{0,31}$/.test(text);
}

/** Where to go after signing in: only to an address of this client. */
export function nextAddress(search: string): string {
  const next = new URLSearchParams(search).get('next') ?? '/';
  return /^\/(?![/\\])/.test(next) ? next : '/';
}
