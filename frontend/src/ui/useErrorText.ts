import { useTranslation } from 'react-i18next';
import texts from './en.json';

type Code = keyof typeof texts.errors;

function isKnown(code: string): code is Code {
  return Object.hasOwn(texts.errors, code);
}

/** What a refusal's code means, in the language of the page. A code that is newer than this client is "unexpected". */
export function useErrorText(): (problem: { code: string }) => string {
  const { t } = useTranslation('ui');
  return ({ code }) => t(`errors.${isKnown(code) ? code : 'unexpected'}`);
}
