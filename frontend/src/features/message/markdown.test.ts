import { isOnlyEmoji, toHtml, toText } from './markdown';

test.each([
  ['**bold** and *slanted*', '<strong>bold</strong>'],
  ['one\ntwo', 'one<br>two'],
  ['`code`', '<code>code</code>'],
  ['- [x] done', '☑ done'],
])('renders %j', (body, html) => {
  expect(toHtml(body)).toContain(html);
});

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[a](javascript:alert(1))',
  '[a](data:text/html,hello)',
  '![a](javascript:alert(1))',
  '<a href="javascript:alert(1)">a</a>',
  '[a](//evil.example/x "\\" onmouseover=alert(1)")',
  '@<img/src/onerror=alert(1)>',
  '```"><img src=x onerror=alert(1)>\ncode\n```',
])('nothing in %j runs or loads', (body) => {
  const shown = new DOMParser().parseFromString(toHtml(body), 'text/html');
  expect(shown.querySelectorAll('script, img, iframe, style, [onerror], [onmouseover]')).toHaveLength(0);
  for (const link of shown.querySelectorAll('a[href]')) {
    expect(link.getAttribute('href')).toMatch(/^(https?:\/\/|mailto:)/);
  }
});

test('shows HTML as it was typed', () => {
  expect(toText('use <b>this</b>')).toBe('use <b>this</b>');
});

test('links open elsewhere and give nothing away', () => {
  document.body.innerHTML = toHtml('see https://example.org/a');
  const link = document.querySelector('a');
  expect(link).toHaveAttribute('href', 'https://example.org/a');
  expect(link).toHaveAttribute('rel', 'noopener noreferrer nofollow');
  expect(link).toHaveAttribute('target', '_blank');
});

test('a picture is a link', () => {
  document.body.innerHTML = toHtml('![cat](https://example.org/cat.png)');
  expect(document.querySelector('a')).toHaveTextContent('cat');
  expect(document.querySelector('img')).toBeNull();
});

test('marks who is mentioned, but not in an address or in code', () => {
  expect(toHtml('hi @ada.')).toContain('data-name="ada"');
  expect(toHtml('write to ada@example.org')).not.toContain('data-name');
  expect(toHtml('`@ada`')).not.toContain('data-name');
});

test('colours code when it can, and never trusts the language', () => {
  const html = toHtml(
    '```js\nlet a\n```',
    (code, language) => `<span class="hljs-keyword">${language}:${code}</span>`,
  );
  expect(html).toContain('<span class="hljs-keyword">js:let a</span>');
});

test.each([
  ['👍', true],
  ['👨‍👩‍👧 🎉', true],
  ['👍 yes', false],
  ['12', false],
])('%s is only emoji: %s', (body, only) => {
  expect(isOnlyEmoji(body)).toBe(only);
});
