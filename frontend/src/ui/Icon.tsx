const paths = {
  archive: 'M4 8v10a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V8M3 4h18v4H3zM10 12h4',
  at: 'M12 8.500a3.500 3.500 0 1 0 0 7a3.500 3.500 0 0 0 0-7zM15.500 8.500v5a2.500 2.500 0 0 0 5 0V12a8.500 8.500 0 1 0-3.500 6.900',
  back: 'M15 5l-7 7 7 7',
  bell: 'M6 16.500V11a6 6 0 0 1 12 0v5.500l1.500 2h-15zM10 21h4',
  bellOff: 'M6 16.500V11a6 6 0 0 1 12 0v5.500l1.500 2h-15zM10 21h4M4 3l16 18',
  chart: 'M3 20h18M6 20v-8M12 20V5M18 20v-5',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  chevron: 'M9 6l6 6-6 6',
  checks: 'M2.500 12.500l4.500 4.500L16 8M12 16l1.500 1L22 8',
  clock: 'M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2',
  close: 'M6 6l12 12M18 6L6 18',
  copy: 'M9 9h10v11H9zM5 15V4h10',
  desktop: 'M3 5h18v11H3zM8 20h8M12 16v4',
  dots: 'M5.5 12h.01M12 12h.01M18.5 12h.01',
  down: 'M12 5v14M6 13l6 6 6-6',
  flag: 'M6 21V4h12l-2.500 4L18 12H6',
  globe: 'M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18zM3.5 9h17M3.5 15h17M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18',
  hash: 'M5 9h15M4 15h15M10 4L8 20M16 4l-2 16',
  key: 'M8.5 11a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9zM11.7 12.3L20 4M16 8l3 3M18.5 5.5l2 2',
  keyboard: 'M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h.01M7 14h10',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  mail: 'M3 6h18v13H3zM3 7l9 7 9-7',
  menu: 'M4 7h16M4 12h16M4 17h16',
  moon: 'M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5z',
  pencil: 'M4 20l1-4L16.5 4.5l3 3L8 19zM14 7l3 3',
  pin: 'M9 4h6l-1 6l3.500 3.500h-11L10 10zM12 13.500V20',
  plus: 'M12 5v14M5 12h14',
  react: 'M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17zM8.5 14.5a4.5 4.5 0 0 0 7 0M9 9.5h.01M15 9.5h.01',
  reply: 'M10 6L4 11.5l6 5.5M4 11.5h9a7 7 0 0 1 7 7',
  retry: 'M4.5 12a7.5 7.5 0 1 0 2.5-5.600M4.5 4.5v4h4',
  robot:
    'M5 9h14v10H5zM12 9V5.500M12 5.500h.01M9 13.500h.01M15 13.500h.01M9.500 16.500h5M2.500 12.500v3M21.500 12.500v3',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13zM15.5 15.5L20 20',
  send: 'M4 12h9M4 4.5l17 7.5-17 7.5 2.5-7.5z',
  settings:
    'M12 9a3 3 0 1 0 0 6a3 3 0 0 0 0-6zM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.1 2.1M16.3 16.3l2.1 2.1M5.6 18.4l2.1-2.1M16.3 7.7l2.1-2.1',
  signOut: 'M14 4H6v16h8M10 12h10M17 8.5l3.5 3.5-3.5 3.5',
  sun: 'M12 8a4 4 0 1 0 0 8a4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  trash: 'M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 12.5h9l1-12.5M10.5 11v5M13.5 11v5',
  user: 'M12 4a4 4 0 1 0 0 8a4 4 0 0 0 0-8zM4.5 20.5a7.5 7.5 0 0 1 15 0',
  userPlus: 'M10 4.5a3.8 3.8 0 1 0 0 7.6a3.8 3.8 0 0 0 0-7.6zM3 20a7 7 0 0 1 14 0M19 6v6M16 9h6',
  up: 'M12 19V5M6 11l6-6 6 6',
  users:
    'M9 5a3.7 3.7 0 1 0 0 7.4a3.7 3.7 0 0 0 0-7.4zM2.5 19.5a6.5 6.5 0 0 1 13 0M15.5 5.3a3.7 3.7 0 0 1 0 6.8M18 13.8a6.5 6.5 0 0 1 3.5 5.7',
  warning: 'M12 4l9 16H3zM12 10v4.5M12 17.200h.01',
} as const;

export type IconName = keyof typeof paths;

/** A line drawing that says nothing to a screen reader: what it stands beside or in has the name. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      aria-hidden
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flex: 'none' }}
    >
      <path d={paths[name]} />
    </svg>
  );
}
