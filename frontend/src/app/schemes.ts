/** How the client can look, and the icon for it. */
export const schemes = [
  ['light', 'sun'],
  ['dark', 'moon'],
  ['auto', 'desktop'],
] as const;
