import { memo, useEffect, useMemo, useSyncExternalStore, type MouseEvent } from 'react';
import type { Person } from '../../http/wire';
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
  /** Whom it mentions, and what shows who they are. */
  people?: readonly Person[] | undefined;
  onPerson?: ((person: Person) => void) | undefined;
}

/** What somebody wrote, as Markdown. */
export const MessageBody = memo(function MessageBody({ body, me, people, onPerson }: MessageBodyProps) {
  const highlight = useSyncExternalStore(highlighter.subscribe, highlighter.get);
  const hasCode = body.includes('```');
  useEffect(() => {
    if (hasCode) loadHighlighter();
  }, [hasCode]);
  const shown = onPerson && people;
  const html = useMemo(() => {
    const plain = markMe(toHtml(body, hasCode ? highlight : undefined), me);
    return shown ? withButtons(plain, (name) => name !== me && personOf(shown, name) !== undefined) : plain;
  }, [body, hasCode, highlight, me, shown]);
  const showPerson = (event: MouseEvent) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    const person = shown && personOf(shown, button?.dataset['name'] ?? '');
    if (!person) return;
    // The name may be part of a link.
    event.preventDefault();
    onPerson(person);
  };
  const only = isOnlyEmoji(body) ? ` ${classes['emoji'] ?? ''}` : '';
  return (
    <div
      className={`${classes['body'] ?? ''}${only}`}
      // Only for the buttons in it, which the keyboard presses as well.
      onClick={showPerson}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
});

/** Sets the mentions of me apart. The name comes from a list that allows no character that is special in HTML. */
function markMe(html: string, me: string): string {
  return html.replaceAll(`data-name="${me}"`, `data-name="${me}" data-me="true"`);
}

function personOf(people: readonly Person[], name: string): Person | undefined {
  return people.find(({ username }) => username.toLowerCase() === name.toLowerCase());
}

/** Makes buttons of the mentions of those who can be shown. Whatever looks like one in the body itself was escaped. */
function withButtons(html: string, canShow: (name: string) => boolean): string {
  return html.replaceAll(
    /<span (class="mention" data-name="([^"]*)")>([^<]*)<\/span>/g,
    (span, attributes: string, name: string, text: string) =>
      canShow(name) ? `<button type="button" ${attributes}>${text}</button>` : span,
  );
}
