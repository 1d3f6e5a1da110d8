import { Loader } from '@mantine/core';
import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type Ref,
} from 'react';
import { useTranslation } from 'react-i18next';
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import type { Account, Room } from '../../http/wire';
import type { Outgoing } from '../../realtime/outbox';
import { dayOf, nameOfDay } from './dates';
import { Icon } from '../../ui/Icon';
import { MessageRow } from './MessageRow';
import type { MessageHandlers } from './MessageHandlers';
import { rowsOf, type Row } from './rows';
import { showsNewest, showsOldest, type OpenTimeline } from './timeline';
import { UnsentRow, type UnsentHandlers } from './UnsentRow';
import type { TimelineControl } from './useTimeline';
import { useReadCursor } from './useReadCursor';
import { useResize } from './useResize';
import classes from './Timeline.module.css';

export interface TimelineHandle {
  /** I wrote something: to the newest, loading it if need be. */
  posted: () => void;
  /** I do something in the room, be it in the composer. */
  comeBack: () => void;
  jumpTo: (seq: number) => void;
  /** The same for a list that has just been made and is still on its way to another place. */
  beginAt: (seq: number) => void;
  /** The line goes here, and from here on all is unread. */
  markUnread: (seq: number) => void;
}

interface TimelineProps {
  ref: Ref<TimelineHandle>;
  timeline: OpenTimeline;
  control: TimelineControl;
  me: Account;
  mayModerate: boolean;
  outgoing: readonly Outgoing[];
  handlers: MessageHandlers;
  unsentHandlers: UnsentHandlers;
}

/** The messages of a room: only those in sight are in the page, however many there are. */
export function Timeline({ ref, timeline, control, me, mayModerate, ...props }: TimelineProps) {
  const { outgoing, handlers, unsentHandlers } = props;
  const { t } = useTranslation('message');
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<VirtuosoHandle>(null);
  const rows = useMemo(() => rowsOf(timeline, outgoing), [timeline, outgoing]);
  const [atBottom, setAtBottom] = useState(true);
  const [top, setTop] = useState(0);
  const [passed, setPassed] = useState<number | undefined>(undefined);
  const [highlighted, setHighlighted] = useState<number | undefined>(undefined);
  const isMember = timeline.membership !== undefined && !timeline.membership.leftAt;
  const cursor = useReadCursor(timeline.room.id, box, isMember);
  const { lookSoon } = cursor;
  const newest = showsNewest(timeline);
  const seen = useSeen(timeline.headSeq, atBottom && newest);
  const { low, high, generation, place } = timeline;

  useEffect(lookSoon, [lookSoon, timeline.headSeq, generation]);

  const highlight = useCallback((seq: number) => {
    setHighlighted(seq);
    setTimeout(() => setHighlighted((now) => (now === seq ? undefined : now)), 2500);
  }, []);

  const jumpTo = useCallback(
    (seq: number) => {
      highlight(seq);
      if (seq >= low && seq <= high) list.current?.scrollToIndex({ index: seq - low, align: 'center' });
      else void control.jumpTo(seq);
    },
    [control, highlight, low, high],
  );

  const showNewest = useCallback(() => {
    if (newest) list.current?.scrollToIndex({ index: 'LAST', align: 'end' });
    else void control.jumpToNewest();
  }, [control, newest]);

  // Beside the members the lines are shorter, and the same messages higher: whoever was at the end stays there.
  useResize(box, () => {
    if (atBottom && newest) showNewest();
  });

  useImperativeHandle(
    ref,
    () => ({
      posted: () => {
        cursor.posted();
        showNewest();
      },
      comeBack: cursor.comeBack,
      jumpTo,
      beginAt: (seq) => {
        highlight(seq);
        void control.jumpTo(seq);
      },
      markUnread: (seq) => {
        cursor.markUnread(seq);
        control.markUnread(seq);
      },
    }),
    [control, cursor, highlight, jumpTo, showNewest],
  );
  const rowHandlers = useMemo(() => ({ ...handlers, jumpTo }), [handlers, jumpTo]);

  const renderRow = (_index: number, row: Row) =>
    row.type === 'unsent' ? (
      <UnsentRow unsent={row.unsent} me={me.username} handlers={unsentHandlers} />
    ) : (
      <>
        {row.day !== undefined && <DayLine day={row.day} />}
        {row.firstUnread && <UnreadLine />}
        <MessageRow
          message={row.message}
          original={row.message.replyToSeq ? timeline.known.get(row.message.replyToSeq) : undefined}
          leads={row.leads}
          me={me}
          mayModerate={mayModerate}
          handlers={rowHandlers}
          highlighted={highlighted === row.message.seq}
        />
      </>
    );

  const { unreadFrom } = timeline;
  const hasUnreadAbove =
    rows.length > 0 &&
    unreadFrom !== undefined &&
    unreadFrom !== passed &&
    unreadFrom <= timeline.headSeq &&
    unreadFrom < top;
  const unseen = Math.max(0, timeline.headSeq - seen);
  return (
    <div className={classes['timeline']} ref={box} onKeyDown={moveBetweenRows}>
      {rows.length === 0 ? (
        <div className={classes['empty']}>
          <p className={classes['emptyTitle']}>{t('empty.title')}</p>
          <p>{t('empty.hint')}</p>
        </div>
      ) : (
        <Virtuoso<Row, ListContext>
          key={generation}
          ref={list}
          className={classes['list'] ?? ''}
          role="feed"
          aria-label={t('conversation')}
          aria-busy={control.loading !== undefined}
          tabIndex={0}
          data={rows}
          context={{ beginning: showsOldest(timeline), loading: control.loading, room: timeline.room }}
          firstItemIndex={low}
          initialTopMostItemIndex={initialPlace(place, low, rows.length)}
          computeItemKey={(_index, row) => row.key}
          itemContent={renderRow}
          components={{ Header, Footer }}
          followOutput={(isAtBottom) => newest && isAtBottom && 'auto'}
          atBottomThreshold={48}
          atBottomStateChange={setAtBottom}
          startReached={control.loadOlder}
          endReached={control.loadNewer}
          rangeChanged={({ startIndex }) => {
            setTop(startIndex);
            lookSoon();
          }}
          onScroll={lookSoon}
          increaseViewportBy={{ top: 800, bottom: 400 }}
        />
      )}
      {hasUnreadAbove && (
        <button
          type="button"
          className={classes['up']}
          onClick={() => {
            setPassed(unreadFrom);
            jumpTo(unreadFrom);
          }}
        >
          {t('toUnread')}
          <Icon name="up" size={16} />
        </button>
      )}
      {rows.length > 0 && (!atBottom || !newest) && (
        <button
          type="button"
          className={classes['down']}
          data-unseen={unseen > 0 || undefined}
          onClick={showNewest}
        >
          {unseen > 0 ? (
            t('newMessages', { count: unseen })
          ) : (
            <span className={classes['hidden']}>{t('toNewest')}</span>
          )}
          <Icon name="down" size={16} />
        </button>
      )}
    </div>
  );
}

interface ListContext {
  beginning: boolean;
  loading: 'older' | 'newer' | undefined;
  room: Room;
}

function initialPlace(place: OpenTimeline['place'], low: number, count: number) {
  if (place.at === 'message') return { index: place.seq - low, align: 'center' as const };
  if (place.at === 'unread') return { index: place.seq - low, align: 'start' as const, offset: -72 };
  return { index: count - 1, align: 'end' as const };
}

/** How far I have seen the room while at its end: what came since is "new". */
function useSeen(headSeq: number, atEnd: boolean): number {
  const [seen, setSeen] = useState(headSeq);
  if (atEnd && seen !== headSeq) setSeen(headSeq);
  return seen;
}

/** Up and Down go from message to message while the focus is on one. */
function moveBetweenRows(event: KeyboardEvent<HTMLDivElement>): void {
  const steps: Partial<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };
  const step = steps[event.key];
  const focused = event.target instanceof HTMLElement ? event.target : undefined;
  if (step === undefined || focused === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-seq]')];
  const row = focused.closest<HTMLElement>('[data-seq]');
  const next = row ? rows[rows.indexOf(row) + step] : rows.at(-1);
  if (!next) return;
  event.preventDefault();
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
}

function Header({ context }: { context?: ListContext }) {
  const { t } = useTranslation('message');
  if (context?.beginning)
    return (
      <p className={classes['beginning']}>
        {context.room.kind === 'DIRECT'
          ? t('beginningDirect', { name: context.room.name })
          : t('beginning', { room: context.room.name })}
      </p>
    );
  return (
    <div className={classes['more']}>
      {context?.loading === 'older' && <Loader size="xs" aria-label={t('loadingMore')} />}
    </div>
  );
}

function Footer({ context }: { context?: ListContext }) {
  const { t } = useTranslation('message');
  return (
    <div className={classes['footer']}>
      {context?.loading === 'newer' && <Loader size="xs" aria-label={t('loadingMore')} />}
    </div>
  );
}

function DayLine({ day }: { day: number }) {
  const { i18n } = useTranslation('message');
  const [today] = useState(() => dayOf(Date.now()));
  const name = nameOfDay(day, today, i18n.language);
  return (
    <div className={classes['day']}>
      <span>{name}</span>
    </div>
  );
}

function UnreadLine() {
  const { t } = useTranslation('message');
  return (
    <div className={classes['unread']}>
      <span>{t('new')}</span>
    </div>
  );
}
