import { useEffect, useRef, type ReactNode } from 'react';
import classes from './OfferList.module.css';

export interface OfferListProps<Item> {
  id: string;
  items: readonly Item[];
  chosen: number;
  onChoose: (item: Item) => void;
  onPoint: (index: number) => void;
}

interface Shown<Item> {
  label: string;
  wide?: boolean;
  keyOf: (item: Item) => string;
  children: (item: Item) => ReactNode;
}

/** What the text may go on with, above the composer. The focus stays in the text. */
export function OfferList<Item>(props: OfferListProps<Item> & Shown<Item>) {
  const { id, items, chosen, onChoose, onPoint, label, wide, keyOf, children } = props;
  const marked = useRef<HTMLDivElement>(null);
  useEffect(() => {
    marked.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen, items]);
  return (
    <div className={classes['list']} id={id} role="listbox" aria-label={label} data-wide={wide}>
      {items.map((item, index) => (
        <div
          key={keyOf(item)}
          ref={index === chosen ? marked : undefined}
          id={`${id}-${index}`}
          className={classes['offer']}
          role="option"
          aria-selected={index === chosen}
          onPointerMove={() => onPoint(index)}
          onPointerDown={(event) => {
            event.preventDefault();
            onChoose(item);
          }}
        >
          {children(item)}
        </div>
      ))}
    </div>
  );
}
