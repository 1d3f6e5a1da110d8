import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Person } from '../../http/wire';
import { MessageBody } from './MessageBody';

const bob: Person = { id: '2', username: 'bob', displayName: 'Bob' };
const ada: Person = { id: '1', username: 'ada', displayName: 'Ada' };

function look(body: string) {
  const onPerson = vi.fn<(person: Person) => void>();
  render(<MessageBody body={body} me="ada" people={[ada, bob]} onPerson={onPerson} />);
  return onPerson;
}

const buttons = () => screen.queryAllByRole('button').map((button) => button.textContent);

test('a mention shows who that is, by mouse and by keyboard', async () => {
  const onPerson = look('Ask **@Bob** or @bob.');
  expect(buttons()).toEqual(['@Bob', '@bob']);
  await userEvent.click(screen.getByRole('button', { name: '@Bob' }));
  screen.getByRole('button', { name: '@bob' }).focus();
  await userEvent.keyboard('{Enter}');
  expect(onPerson.mock.calls).toEqual([[bob], [bob]]);
});

test('my own name, a name of nobody, a call of many and what is code are text', () => {
  look('@ada @nobody @here `@bob`');
  expect(buttons()).toEqual([]);
});

test('what somebody types to look like a mention is text', () => {
  look('<span class="mention" data-name="bob">@nobody</span>');
  expect(buttons()).toEqual([]);
});

test('without a way to show people a mention is text', () => {
  render(<MessageBody body="@bob" me="ada" people={[bob]} />);
  expect(buttons()).toEqual([]);
});
