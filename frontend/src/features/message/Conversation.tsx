import { Center, Loader, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf, type Problem } from '../../http/problem';
import type { Account, Message, Person, Room, RoomId } from '../../http/wire';
import type { RoomFrame } from '../../realtime/frames';
import { useRealtime } from '../../realtime/useRealtime';
import { useErrorText } from '../../ui/useErrorText';
import { AnswerCard } from './AnswerCard';
import { Composer, type ComposerHandle, type Composing } from './Composer';
import { keepDraft, readDraft } from './drafts';
import { DeleteDialog } from './DeleteDialog';
import { EmojiPopup } from './EmojiPopup';
import { focusedDialog } from './focusedDialog';
import { toText } from './markdown';
import { messageCommands, readMembers } from './messageApi';
import type { MessageHandlers } from './MessageHandlers';
import { isCommand, spoken, type CommandAnswer, type SlashCommand } from './slash';
import { slowUntil } from './slow';
import { lastOfMine } from './timeline';
import { Timeline, type TimelineHandle } from './Timeline';
import { TypingLine } from './TypingLine';
import type { UnsentHandlers } from './UnsentRow';
import { useGivenCommand } from './useGivenCommand';
import { useTimeline } from './useTimeline';
import { useTyping } from './useTyping';
import classes from './Conversation.module.css';

const none: readonly SlashCommand[] = [];

interface ConversationProps {
  room: RoomId;
  me: Account;
  /** The seq of the message to show, if not where I was. */
  at?: number | undefined;
  /** Every frame of the room's log, once the timeline took it: to refresh what else shows the room or its members. */
  onFrame?: (frame: RoomFrame) => void;
  /** In the composer's place while I am not a member: the way in. */
  join?: ReactNode;
  /** In the composer's place, whoever I am: a question to be answered first. */
  instead?: ReactNode;
  /** In the composer's place, for a while: why I may say nothing now. What else a member does stays. */
  silence?: ReactNode;
  /** Below the newest message of a room. */
  below?: (room: Room, newest: Message) => ReactNode;
  /** Shows who the author of a message is. */
  onPerson?: (person: Person) => void;
  /** Reports a message of somebody else. */
  onReport?: (message: Message) => void;
  /** What I may do here by typing it after a slash. */
  commands?: readonly SlashCommand[];
  /** Resolves once it is carried out, with what a bot answered to me alone. */
  onCommand?: (text: string) => Promise<CommandAnswer | undefined>;
  /** Takes away much of what somebody said, where I may. */
  onPurge?: ((author: Person) => void) | undefined;
  /** In the place of it all when the room cannot be opened: unknown, private, removed from it. */
  refused?: (problem: Problem) => ReactNode;
}

/**
 * The timeline of a room with its composer. Fills its parent, which gives the height (a flex column or a grid cell with
 * `min-height: 0`); the room's header is the parent's. Mount with key={room}.
 */
export function Conversation(props: ConversationProps) {
  const {
    room,
    me,
    at,
    onFrame,
    join,
    instead,
    silence,
    below,
    onPerson,
    onReport,
    onPurge,
    refused,
    commands: slashCommands = none,
  } = props;
  const { t } = useTranslation('message');
  const errorText = useErrorText();
  const realtime = useRealtime();
  const [announcement, setAnnouncement] = useState('');
  const typing = useTyping(room, me.id);
  const control = useTimeline(room, me.id, {
    onFrame,
    onMessage: ({ author, body }) => {
      typing.stopped(author.id);
      setAnnouncement(t('said', { name: author.displayName, text: toText(body) }));
    },
  });
  const outgoing = useSyncExternalStore(realtime.outbox.state.subscribe, realtime.outbox.state.get);
  const list = useRef<TimelineHandle>(null);
  const composer = useRef<ComposerHandle>(null);
  const [composing, setComposing] = useState<Composing>({ mode: 'new' });
  const [cameFrom] = useState(focusedDialog);
  const [draft, setDraft] = useState(() => readDraft(me.id, room));
  const given = useGivenCommand(slashCommands);
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const [picking, setPicking] = useState<{ message: Message; anchor: HTMLElement } | undefined>(undefined);
  const [deleting, setDeleting] = useState<Message | undefined>(undefined);

  const { timeline } = control;
  const open = 'room' in timeline ? timeline : undefined;
  const isMember = open?.membership !== undefined && !open.membership.leftAt;
  const archived = Boolean(open?.room.archivedAt);
  const mayWrite = isMember && !archived && !instead;
  const maySpeak = mayWrite && !silence;

  const members = useQuery({
    queryKey: ['rooms', room, 'mentionable'],
    queryFn: () => readMembers(room),
    enabled: mayWrite,
  });
  const people = useMemo(
    () => (members.data ?? []).map(({ account }) => account).filter(({ id }) => id !== me.id),
    [members.data, me.id],
  );

  const role = open?.membership?.role;
  const mayModerate: boolean =
    role === 'OWNER' || role === 'MODERATOR' || (me.role !== 'USER' && open?.room.kind === 'PUBLIC');
  const calls = useMemo(
    () => [
      { id: 'here', username: 'here', displayName: t('mention.here') },
      ...(mayModerate ? [{ id: 'room', username: 'room', displayName: t('mention.room') }] : []),
    ],
    [mayModerate, t],
  );

  const commands = useMemo(() => messageCommands(realtime.stomp, room), [realtime, room]);

  const handlers = useMemo((): MessageHandlers => {
    const tried = (done: Promise<unknown>) => {
      setRefusal(undefined);
      done.catch((reason: unknown) => setRefusal(errorText(problemOf(reason))));
    };
    const begin = (next: Composing) => {
      setRefusal(undefined);
      setComposing(next);
    };
    return {
      react: mayWrite ? (message, emoji, action) => tried(commands.react(message, emoji, action)) : undefined,
      pickReaction: (message, anchor) => setPicking({ message, anchor }),
      reply: maySpeak ? (to) => begin({ mode: 'reply', to }) : undefined,
      edit: maySpeak ? (message) => begin({ mode: 'edit', message }) : undefined,
      delete: mayWrite ? setDeleting : undefined,
      pin: mayWrite && mayModerate ? (message, action) => tried(commands.pin(message, action)) : undefined,
      report: onReport,
      showPerson: onPerson,
      markUnread: isMember ? ({ seq }) => list.current?.markUnread(seq) : undefined,
      copy: (message) => {
        setAnnouncement('');
        void copyText(message.body).then(() => setAnnouncement(t('copied')));
      },
      jumpTo: (seq) => list.current?.jumpTo(seq),
    };
  }, [commands, errorText, isMember, maySpeak, mayModerate, mayWrite, onPerson, onReport, t]);

  const unsentHandlers = useMemo(
    (): UnsentHandlers => ({
      retry: (unsent) => void realtime.outbox.retry(unsent),
      edit: (unsent) => {
        void realtime.outbox.discard(unsent).then((text) => {
          if (text !== undefined) composer.current?.giveBack(text);
        });
      },
      discard: (unsent) => void realtime.outbox.discard(unsent),
    }),
    [realtime],
  );

  const isOpen = open !== undefined && open.place.at !== 'unread-elsewhere';
  useEffect(() => {
    if (isOpen && at !== undefined) list.current?.beginAt(at);
  }, [at, isOpen]);

  if (timeline.status === 'refused') {
    return (
      refused?.(timeline.problem) ?? (
        <Center h="100%">
          <Stack gap={4} ta="center" p="md">
            <Text fw={600}>{t('cannotOpen')}</Text>
            <Text c="dimmed">{errorText(timeline.problem)}</Text>
          </Stack>
        </Center>
      )
    );
  }
  if (!open || open.place.at === 'unread-elsewhere') {
    return (
      <Center h="100%">
        <Loader size="sm" aria-label={t('loading')} />
      </Center>
    );
  }

  const newest = open.known.get(open.headSeq);
  const waitUntil = mayModerate ? undefined : slowUntil(open, me.id, outgoing);
  const comeBack = () => list.current?.comeBack();
  const stopComposing = () => {
    setRefusal(undefined);
    setComposing({ mode: 'new' });
  };

  const edit = (message: Message, body: string) => {
    if (body === message.body) {
      stopComposing();
      return;
    }
    // The newest state that I have seen of it, reactions included, is what my edit is based on.
    const seen = open.known.get(message.seq) ?? message;
    commands
      .edit(seen, body)
      .then(stopComposing, (reason: unknown) => setRefusal(errorText(problemOf(reason))));
  };

  const send = (body: string) => {
    if (composing.mode === 'edit') {
      edit(composing.message, body);
      return;
    }
    stopComposing();
    if (props.onCommand && isCommand(slashCommands, body)) {
      void given.follow(body, props.onCommand(body)).then((refused) => {
        if (refused === undefined) return;
        setRefusal(refused);
        composer.current?.giveBack(body);
      });
      return;
    }
    given.forgetDone();
    typing.sent();
    const replyTo = composing.mode === 'reply' ? composing.to.id : undefined;
    void realtime.outbox.post(room, spoken(slashCommands, body), replyTo).then(() => list.current?.posted());
  };

  const onDraft = (text: string) => {
    setDraft(text);
    keepDraft(me.id, room, text);
  };

  const removeMessage = (message: Message, reason?: string) => {
    setDeleting(undefined);
    setRefusal(undefined);
    if (composing.mode === 'edit' && composing.message.id === message.id) stopComposing();
    commands.delete(message, reason).catch((reason: unknown) => setRefusal(errorText(problemOf(reason))));
  };

  return (
    <section
      className={classes['conversation']}
      aria-label={open.room.name}
      onPointerDown={comeBack}
      onWheel={comeBack}
      onTouchMove={comeBack}
      onKeyDown={(event) => {
        // With these one leaves: for another window, or another room.
        if (!event.altKey && !event.ctrlKey && !event.metaKey) comeBack();
      }}
    >
      <Timeline
        ref={list}
        timeline={open}
        control={control}
        me={me}
        mayModerate={isMember && mayModerate}
        outgoing={outgoing}
        handlers={handlers}
        unsentHandlers={unsentHandlers}
      />
      {newest && below?.(open.room, newest)}
      <TypingLine people={typing.typing} />
      <div className={classes['foot']}>
        {given.answer && (
          <AnswerCard
            answer={given.answer}
            me={me.username}
            onPerson={onPerson}
            onClose={given.dismissAnswer}
          />
        )}
        {maySpeak ? (
          <Composer
            key={composing.mode === 'edit' ? composing.message.id : 'new'}
            ref={composer}
            roomName={open.room.name}
            cameFrom={cameFrom}
            people={people}
            calls={calls}
            commands={slashCommands}
            command={given.progress}
            composing={composing}
            draft={draft}
            refusal={refusal}
            waitUntil={waitUntil}
            onDraft={onDraft}
            onTyping={typing.tell}
            onSend={send}
            onEditLast={() => {
              const last = lastOfMine(open);
              if (last) setComposing({ mode: 'edit', message: last });
            }}
            onCancel={stopComposing}
          />
        ) : (
          <div className={classes['closed']}>
            {instead ??
              (archived ? t('composer.archived') : isMember ? silence : (join ?? t('composer.notMember')))}
          </div>
        )}
      </div>
      <div className={classes['announcement']} role="log" aria-live="polite">
        {announcement}
      </div>
      {picking && (
        <EmojiPopup
          anchor={picking.anchor}
          onClose={() => setPicking(undefined)}
          onPick={(emoji) => handlers.react?.(picking.message, emoji, 'ADD')}
        />
      )}
      {deleting && (
        <DeleteDialog
          message={deleting}
          mine={deleting.author.id === me.id}
          onDelete={(reason) => removeMessage(deleting, reason)}
          onClose={() => setDeleting(undefined)}
          onPurge={onPurge}
        />
      )}
    </section>
  );
}

/** Where a page is not served securely there is no clipboard to write to, but a selection can still be copied. */
async function copyText(text: string): Promise<void> {
  const clipboard = (navigator as { clipboard?: Clipboard }).clipboard;
  if (clipboard) {
    await clipboard.writeText(text);
    return;
  }
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way there is without a secure context
  document.execCommand('copy');
  field.remove();
}
