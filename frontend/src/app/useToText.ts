import { useEffect, useState } from 'react';

function asWritten(body: string): string {
  return body;
}

/** Takes the marks out of a message, once what shows messages is here: a page without any has not loaded it. */
export function useToText(): (body: string) => string {
  const [toText, setToText] = useState(() => asWritten);
  useEffect(() => {
    let isGone = false;
    import('../features/message/markdown').then(
      (markdown) => {
        if (!isGone) setToText(() => markdown.toText);
      },
      () => undefined, // It cannot be loaded now: the marks are shown.
    );
    return () => {
      isGone = true;
    };
  }, []);
  return toText;
}
