import { useTranslation } from 'react-i18next';
import { problemOf, type Problem } from '../../http/problem';
import { useErrorText } from '../../ui/useErrorText';

/** The refusals that are about one field, whether or not they name it. */
const fieldOfCode: Record<string, string> = {
  'username-taken': 'username',
  'invite-required': 'invite',
  'set-up-code-required': 'setUpCode',
};

interface FieldProblems {
  /** What is wrong with the field; nothing where it is fine. */
  of: (field: string) => string | undefined;
  /** What is wrong with none of the fields. */
  rest: Problem | null;
}

/** Puts what the server refused beside the field that it is about. */
export function useFieldProblems(error: unknown, fields: readonly string[]): FieldProblems {
  const { t, i18n } = useTranslation('account');
  const errorText = useErrorText();
  if (error === null || error === undefined) return { of: () => undefined, rest: null };
  const problem = problemOf(error);
  const texts = new Map<string, string>();
  const field = fieldOfCode[problem.code];
  if (field !== undefined) texts.set(field, errorText(problem));
  for (const [name, message] of problem.code === 'invalid' ? problem.fields : []) {
    // The server speaks English; in other languages the rule of the field says what was wrong.
    const key = `rules.${name}`;
    texts.set(name, i18n.exists(key, { ns: 'account' }) ? t(key as 'rules.username') : message);
  }
  const known = [...texts.keys()].some((name) => fields.includes(name));
  return { of: (name) => texts.get(name), rest: known ? null : problem };
}
