/** The dialog that has the focus, if one does. */
export function focusedDialog(): Element | null {
  return document.activeElement?.closest('[role="dialog"]') ?? null;
}
