import { CloseButton } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useEffect, useEffectEvent, useRef, useState, type FocusEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { RoomId } from '../../http/wire';
import { Icon } from '../../ui/Icon';
import { PersonAvatar } from '../../ui/PersonAvatar';
import type { Telling } from './telling';
import classes from './Toasts.module.css';

/** How long one stays that nobody touches. What it tells of stays unread, and is counted in the list of rooms. */
const shownMillis = 10_000;

interface ToastsProps {
  toasts: readonly Telling[];
  onDismiss: (room: RoomId) => void;
}

/** What arrived elsewhere while I look at the page: leads there, or goes. Alt+T leads the keyboard to the newest. */
export function Toasts({ toasts, onDismiss }: ToastsProps) {
  const { t } = useTranslation('notification');
  const list = useRef<HTMLUListElement>(null);
  const origin = useRef<Element | null>(null);
  const [isHeld, setHeld] = useState(false);
  const links = () => [...(list.current?.querySelectorAll('a') ?? [])];
  useHotkeys([['alt+T', () => links().at(-1)?.focus()]], []);

  const isOutside = (element: Element | null) => !list.current?.contains(element);
  const onFocus = ({ relatedTarget }: FocusEvent) => {
    if (isOutside(relatedTarget)) origin.current = relatedTarget;
    setHeld(true);
  };
  const dismiss = (room: RoomId) => {
    const hadFocus = !isOutside(document.activeElement);
    const next =
      links()
        .filter((link) => link.dataset['room'] !== room)
        .at(-1) ?? origin.current;
    onDismiss(room);
    if (hadFocus && next instanceof HTMLElement) next.focus();
    if (toasts.length === 1) setHeld(false);
  };
  return (
    <div role="log" aria-label={t('toasts.title')}>
      <ul
        ref={list}
        className={classes['toasts']}
        onMouseEnter={() => setHeld(true)}
        onMouseLeave={() => setHeld(!isOutside(document.activeElement))}
        onFocus={onFocus}
        onBlur={({ relatedTarget }) => setHeld(!isOutside(relatedTarget))}
      >
        {toasts.map((toast) => (
          <Toast key={toast.room} toast={toast} isHeld={isHeld} onDismiss={() => dismiss(toast.room)} />
        ))}
      </ul>
    </div>
  );
}

function Toast({ toast, isHeld, onDismiss }: { toast: Telling; isHeld: boolean; onDismiss: () => void }) {
  const { t } = useTranslation('notification');
  const { room, from, title, body, href } = toast;
  const gone = useEffectEvent(onDismiss);
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => gone(), shownMillis);
    return () => clearTimeout(timer);
  }, [isHeld, toast]);
  return (
    <li
      className={classes['toast']}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onDismiss();
      }}
    >
      <Link href={href} data-room={room} className={classes['link'] ?? ''} onClick={onDismiss}>
        {from ? <PersonAvatar person={from} size={32} /> : <Icon name="mail" size={20} />}
        <span className={classes['text']}>
          <strong>{title}</strong>
          <span className={classes['body']}>{body}</span>
        </span>
      </Link>
      <CloseButton size="sm" aria-label={t('toasts.close', { title })} onClick={onDismiss} />
    </li>
  );
}
