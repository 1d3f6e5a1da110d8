import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

const units = [
  ['year', 365 * 24 * 3600],
  ['month', 30 * 24 * 3600],
  ['day', 24 * 3600],
  ['hour', 3600],
  ['minute', 60],
] as const;

interface Format {
  date: (instant: string) => string;
  /** "3 hours ago"; "now" within the last minute. */
  ago: (instant: string, now?: number) => string;
  number: (value: number) => string;
  /** "420 kB". */
  bytes: (value: number) => string;
}

/** Dates and numbers in the language of the page. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  return useMemo(() => format(i18n.language), [i18n.language]);
}

export function format(language: string): Format {
  const dates = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const numbers = new Intl.NumberFormat(language);
  const sizes = new Intl.NumberFormat(language, {
    notation: 'compact',
    style: 'unit',
    unit: 'byte',
    unitDisplay: 'narrow',
  });
  return {
    date: (instant) => dates.format(new Date(instant)),
    ago: (instant, now = Date.now()) => {
      const seconds = (Date.parse(instant) - now) / 1000;
      const [unit, length] = units.find(([, candidate]) => Math.abs(seconds) >= candidate) ?? ['second', 1];
      return unit === 'second'
        ? relative.format(0, 'second')
        : relative.format(Math.trunc(seconds / length), unit);
    },
    number: (value) => numbers.format(value),
    bytes: (value) => sizes.format(value),
  };
}
