import { memo, useEffect, useMemo, useSyncExternalStore } from 'react';
import { Value } from '../../realtime/store';
import { isOnlyEmoji, toHtml, type Highlight } from './markdown';
import classes from './MessageBody.module.css';

const highlighter = new Value<Highlight | undefined>(undefined);
let asked = false;

function loadHighlighter(): void {
  if (asked) return;
  asked = true;
  import('./highlighter').then(
    ({ highlight }) => highlighter.set(highlight),
    () => (asked = false),
  );
}

interface MessageBodyProps {
  body: string;
  /** My user name: who is mentioned here sees it. */
  me: string;
}

/** What somebody wrote, as Markdown. */
export const MessageBody = memo(function MessageBody({ body, me }: MessageBodyProps) {
  const highlight = useSyncExternalStore(highlighter.subscribe, highlighter.get);
  const hasCode = body.includes('```');
  useEffect(() => {
    if (hasCode) loadHighlighter();
  }, [hasCode]);
  const html = useMemo(
    () => markMe(toHtml(body, hasCode ? highlight : undefined), me),
    [body, hasCode, highlight, me],
  );
  const only = isOnlyEmoji(body) ? ` ${classes['emoji'] ?? ''}` : '';
  return <div className={`${classes['body'] ?? ''}${only}`} dangerouslySetInnerHTML={{ __html: html }} />;
});

/** Sets the mentions of me apart. The name comes from a list that allows no character that is special in HTML. */
function markMe(html: string, me: string): string {
  return html.replaceAll(`data-name="${me}"`, `data-name="${me}" data-me="true"`);
}
