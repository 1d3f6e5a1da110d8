/** What stands behind the question mark of an address: what is given of it. */
export function query(parameters: Record<string, string | undefined>): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== '');
  return new URLSearchParams(given.map(([name, value]) => [name, value ?? ''])).toString();
}
