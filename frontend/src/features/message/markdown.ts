import DOMPurify from 'dompurify';
import { Marked, type TokenizerAndRendererExtension } from 'marked';

/** Colours code, once its script is here. */
export type Highlight = (code: string, language: string) => string | undefined;

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** `@name`, where it begins a word. */
const mention: TokenizerAndRendererExtension = {
  name: 'mention',
  level: 'inline',
  start: (source) => /(?<![\p{L}\p{N}_])@[\p{L}\p{N}]/u.exec(source)?.index,
  tokenizer(source) {
    const match = /^@([\p{L}\p{N}][\p{L}\p{N}._-]*)/u.exec(source);
    if (!match?.[1]) return undefined;
    const name = match[1].replace(/[._-]+$/, '');
    return { type: 'mention', raw: `@${name}`, name };
  },
  renderer: (token) =>
    `<span class="mention" data-name="${escaped(String(token['name']))}">@${escaped(String(token['name']))}</span>`,
};

function renderer(highlight: Highlight | undefined) {
  return new Marked({
    gfm: true,
    breaks: true,
    extensions: [mention],
    renderer: {
      // What looks like HTML was typed by somebody who wanted it to be read.
      html: ({ text }) => escaped(text),
      // A picture from elsewhere would tell its host who reads this room: it is a link until somebody follows it.
      image: ({ href, text }) => `<a href="${escaped(href)}">${escaped(text || href)}</a>`,
      checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
      code: ({ text, lang }) => {
        const language = /^[\w+#-]+/.exec(lang ?? '')?.[0] ?? '';
        return `<pre tabindex="0"><code>${highlight?.(text, language) ?? escaped(text)}</code></pre>`;
      },
    },
  });
}

const purify = DOMPurify();
purify.addHook('afterSanitizeAttributes', (node) => {
  if (node.tagName === 'A') {
    node.setAttribute('rel', 'noopener noreferrer nofollow');
    node.setAttribute('target', '_blank');
  }
});

const allowed = {
  ALLOWED_TAGS: [
    ...[
      'a',
      'b',
      'blockquote',
      'br',
      'code',
      'del',
      'em',
      'h1',
      'h2',
      'h3',
      'h4',
      'h5',
      'h6',
      'hr',
      'li',
      'ol',
      'p',
      'pre',
    ],
    ...['span', 'strong', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'],
  ],
  ALLOWED_ATTR: ['href', 'class', 'start', 'align', 'tabindex', 'data-name'],
  ALLOWED_URI_REGEXP: /^(?:https?:\/\/|mailto:)/i,
  // The rule for addresses would be asked of these, too.
  ADD_URI_SAFE_ATTR: ['start', 'align', 'tabindex', 'data-name'],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
};

const plain = renderer(undefined);
let coloured: { highlight: Highlight; marked: Marked } | undefined;

/** A message's body as HTML that is safe to show. */
export function toHtml(body: string, highlight?: Highlight): string {
  if (highlight && coloured?.highlight !== highlight) coloured = { highlight, marked: renderer(highlight) };
  const marked = highlight && coloured ? coloured.marked : plain;
  return purify.sanitize(marked.parse(body, { async: false }), allowed);
}

/** A message's body in one line without marks: for previews and for screen readers. */
export function toText(body: string): string {
  const text = new DOMParser().parseFromString(toHtml(body), 'text/html').body.textContent;
  return text.replace(/\s+/g, ' ').trim();
}

const onlyEmoji = new RegExp(String.raw`^(?:\p{RGI_Emoji}\s*){1,3}$`, 'v');

/** Nothing but a few emoji, which are then shown larger. */
export function isOnlyEmoji(body: string): boolean {
  return body.length < 100 && onlyEmoji.test(body.trim());
}
