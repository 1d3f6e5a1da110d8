import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import classes from './Popup.module.css';

const gap = 6;

interface PopupProps {
  /** What opened it: it is placed beside that, and focus goes back there. */
  anchor: HTMLElement;
  label: string;
  onClose: () => void;
  children: ReactNode;
}

/** A small window beside what opened it, always within the page. Escape or a press elsewhere closes it. */
export function Popup({ anchor, label, onClose, children }: PopupProps) {
  const element = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<{ left: number; top: number }>();
  const close = useEffectEvent(onClose);

  useLayoutEffect(() => {
    const popup = element.current;
    if (!popup) return;
    const at = anchor.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = popup;
    const above = at.top - height - gap;
    const top = above >= gap ? above : Math.min(at.bottom + gap, window.innerHeight - height - gap);
    const left = Math.min(Math.max(gap, at.right - width), window.innerWidth - width - gap);
    setPlace({ left, top: Math.max(gap, top) });
  }, [anchor]);

  useEffect(() => {
    const onPress = (event: PointerEvent) => {
      const target = event.target as Node;
      if (!element.current?.contains(target) && !anchor.contains(target)) close();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      anchor.focus();
      close();
    };
    document.addEventListener('pointerdown', onPress);
    document.addEventListener('keydown', onKey, true);
    return () => {
      document.removeEventListener('pointerdown', onPress);
      document.removeEventListener('keydown', onKey, true);
    };
  }, [anchor]);

  return createPortal(
    <div
      ref={element}
      role="dialog"
      aria-label={label}
      className={classes['popup']}
      style={place ?? { left: 0, top: 0, visibility: 'hidden' }}
    >
      {children}
    </div>,
    document.body,
  );
}
