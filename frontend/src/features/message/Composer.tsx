import { Textarea } from '@mantine/core';
import { useEffect, useId, useImperativeHandle, useRef, useState, type KeyboardEvent, type Ref } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { serverClock } from '../../http/serverClock';
import type { Message, Person } from '../../http/wire';
import { EmojiPopup } from './EmojiPopup';
import { focusedDialog } from './focusedDialog';
import { CommandList } from './CommandList';
import { MentionList } from './MentionList';
import { toText } from './markdown';
import { candidates, complete, mentionAt } from './mentions';
import { begun, completions, isCommandSoFar, type SlashCommand } from './slash';
import type { CommandProgress } from './useGivenCommand';
import { countdown } from '../../ui/countdown';
import { Icon } from '../../ui/Icon';
import { useNow } from '../../ui/useNow';
import classes from './Composer.module.css';

const longest = 4000;
const countsFrom = 3600;

/** Counted as the server does: an emoji beyond the basic plane is one character. */
function lengthOf(text: string): number {
  return Array.from(text).length;
}

/** What is being written: a message, a reply to one, or a new text for one of mine. */
export type Composing = { mode: 'new' } | { mode: 'reply'; to: Message } | { mode: 'edit'; message: Message };

export interface ComposerHandle {
  focus: () => void;
  /** Puts a text that was not sent back, before what is there already. */
  giveBack: (text: string) => void;
}

interface ComposerProps {
  ref: Ref<ComposerHandle>;
  roomName: string;
  /** The dialog that led here: it is about to close, and what it held of the focus is mine. */
  cameFrom: Element | null;
  people: readonly Person[];
  /** The words after `@` that mean many, of those that I may say. */
  calls: readonly Person[];
  /** What I may do here by typing it. */
  commands: readonly SlashCommand[];
  composing: Composing;
  /** The draft that was left here. */
  draft: string;
  /** Why the last edit was refused. */
  refusal: string | undefined;
  /** What became of the last command. */
  command: CommandProgress;
  /** Nothing new is sent before this time. */
  waitUntil: number | undefined;
  onDraft: (text: string) => void;
  onTyping: () => void;
  onSend: (text: string) => void;
  onEditLast: () => void;
  onCancel: () => void;
}

/** Where a message is written. Mount anew (by key) for another message to edit. */
export function Composer({ ref, composing, people, calls, commands, cameFrom, ...props }: ComposerProps) {
  const { t } = useTranslation('message');
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(composing.mode === 'edit' ? composing.message.body : props.draft);
  const [caret, setCaret] = useState(text.length);
  const [picker, setPicker] = useState<HTMLElement | null>(null);
  const [chosen, setChosen] = useState(0);
  const [dismissed, setDismissed] = useState<number | undefined>(undefined);
  const listId = useId();

  const mention = mentionAt(text, caret);
  const found = mention && mention.start !== dismissed ? candidates(people, mention.query, calls) : [];
  const slash =
    composing.mode !== 'edit' && caret === text.length && dismissed !== 0 ? completions(commands, text) : [];
  const offered = slash.length > 0 ? slash.length : found.length;
  const choice = Math.min(chosen, offered - 1);
  const usage = composing.mode === 'edit' ? undefined : begun(commands, text);
  const left = longest - lengthOf(text.trim());
  const isNew = composing.mode !== 'edit';
  const now = useNow(isNew && props.waitUntil !== undefined, props.waitUntil, serverClock.now);
  const wait = isNew && props.waitUntil !== undefined ? Math.max(0, props.waitUntil - now) : 0;
  const maySend = text.trim() !== '' && left >= 0 && wait === 0;

  const change = (next: string, nextCaret: number) => {
    setText(next);
    setCaret(nextCaret);
    setChosen(0);
    if (composing.mode !== 'edit') props.onDraft(next);
  };

  /** Changes the text by other means than typing, and puts the caret where it belongs before the next key is pressed. */
  const put = (next: string, nextCaret: number) => {
    flushSync(() => change(next, nextCaret));
    field.current?.focus();
    field.current?.setSelectionRange(nextCaret, nextCaret);
  };

  useImperativeHandle(ref, () => ({
    focus: () => field.current?.focus(),
    giveBack: (back) => {
      const before = (rest: string) => (rest === '' ? back : `${back}\n${rest}`);
      // What comes back late finds me editing something else, which it must not get into.
      if (composing.mode === 'edit') props.onDraft(before(props.draft));
      else put(before(text), before(text).length);
    },
  }));

  useEffect(() => {
    const { current } = field;
    const dialog = focusedDialog();
    if (dialog && dialog !== cameFrom) return;
    if (composing.mode === 'new' && !matchMedia('(pointer: fine)').matches) return;
    current?.focus();
    current?.setSelectionRange(current.value.length, current.value.length);
  }, [composing, cameFrom]);

  const send = () => {
    if (!maySend) return;
    props.onSend(text.trim());
    if (composing.mode !== 'edit') change('', 0);
  };

  const mentionPerson = (person: Person) => {
    if (!mention) return;
    const completed = complete(text, caret, mention, person);
    put(completed.text, completed.caret);
  };

  const chooseCommand = ({ name, arguments: more }: SlashCommand) => {
    const completed = more === '' ? `/${name}` : `/${name} `;
    put(completed, completed.length);
  };

  const choose = () => {
    const command = slash[choice];
    const person = found[choice];
    if (command) chooseCommand(command);
    else if (person) mentionPerson(person);
  };

  const onOfferKey = (event: KeyboardEvent): boolean => {
    if (offered === 0) return false;
    if (event.key === 'ArrowDown') setChosen((choice + 1) % offered);
    else if (event.key === 'ArrowUp') setChosen((choice + offered - 1) % offered);
    else if (event.key === 'Enter' || event.key === 'Tab') choose();
    else if (event.key === 'Escape') setDismissed(mention?.start ?? 0);
    else return false;
    return true;
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // Enter and arrows belong to the input method while it composes a word.
    if (event.nativeEvent.isComposing) return;
    if (onOfferKey(event)) event.preventDefault();
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      send();
    } else if (event.key === 'ArrowUp' && text === '' && composing.mode === 'new') {
      event.preventDefault();
      props.onEditLast();
    } else if (event.key === 'Escape' && composing.mode !== 'new') {
      event.preventDefault();
      props.onCancel();
    }
  };

  return (
    <div className={classes['composer']}>
      {slash.length > 0 && (
        <CommandList id={listId} items={slash} chosen={choice} onChoose={chooseCommand} onPoint={setChosen} />
      )}
      {slash.length === 0 && found.length > 0 && (
        <MentionList id={listId} items={found} chosen={choice} onChoose={mentionPerson} onPoint={setChosen} />
      )}
      <div className={classes['box']} data-editing={composing.mode === 'edit' || undefined}>
        {composing.mode !== 'new' && <Context composing={composing} onCancel={props.onCancel} />}
        <div className={classes['line']}>
          <Textarea
            ref={field}
            className={classes['field']}
            classNames={{ input: classes['input'] ?? '' }}
            variant="unstyled"
            autosize
            minRows={1}
            maxRows={10}
            value={text}
            placeholder={t('composer.placeholder', { room: props.roomName })}
            aria-label={t('composer.label', { room: props.roomName })}
            aria-description={t('composer.keys')}
            aria-autocomplete="list"
            aria-controls={offered > 0 ? listId : undefined}
            aria-activedescendant={offered > 0 ? `${listId}-${choice}` : undefined}
            aria-invalid={left < 0}
            onChange={(event) => {
              change(event.currentTarget.value, event.currentTarget.selectionStart);
              const written = event.currentTarget.value.trim();
              // A command is between me and the server: the room is not to expect anything.
              if (written !== '' && isNew && !isCommandSoFar(commands, written)) props.onTyping();
            }}
            onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
            onKeyDown={onKeyDown}
          />
          <button
            type="button"
            className={classes['button']}
            aria-label={t('composer.emoji')}
            title={t('composer.emoji')}
            aria-expanded={picker !== null}
            onClick={(event) => setPicker(picker ? null : event.currentTarget)}
          >
            <Icon name="react" size={19} />
          </button>
          <button
            type="button"
            className={classes['send']}
            aria-label={t(composing.mode === 'edit' ? 'composer.save' : 'composer.send')}
            title={t(composing.mode === 'edit' ? 'composer.save' : 'composer.send')}
            disabled={!maySend}
            onClick={send}
          >
            <Icon name="send" size={18} />
          </button>
        </div>
      </div>
      <div className={classes['notes']}>
        {props.refusal !== undefined && (
          <span role="alert" className={classes['refusal']}>
            {t('composer.failed', { reason: props.refusal })}
          </span>
        )}
        {props.command.status === 'asked' && (
          <span className={classes['count']} role="status">
            {t('command.asked', { name: props.command.bot.displayName })}
          </span>
        )}
        {props.command.status === 'done' && text === '' && (
          <span className={classes['count']} role="status">
            {t('command.done')}
          </span>
        )}
        {usage && (
          <span className={classes['count']}>
            /{usage.name} {usage.arguments}
          </span>
        )}
        {wait > 0 && (
          <span className={classes['count']} role="timer" aria-live="off">
            {t('composer.slow', { time: countdown(wait) })}
          </span>
        )}
        {left < longest - countsFrom && (
          <span className={classes['count']} data-over={left < 0 || undefined} role="status">
            {left >= 0 ? t('composer.left', { count: left }) : t('composer.over', { count: -left })}
          </span>
        )}
      </div>
      {picker && (
        <EmojiPopup
          anchor={picker}
          onClose={() => setPicker(null)}
          onPick={(emoji) => put(text.slice(0, caret) + emoji + text.slice(caret), caret + emoji.length)}
        />
      )}
    </div>
  );
}

interface ContextProps {
  composing: Exclude<Composing, { mode: 'new' }>;
  onCancel: () => void;
}

function Context({ composing, onCancel }: ContextProps) {
  const { t } = useTranslation('message');
  const isEdit = composing.mode === 'edit';
  return (
    <div className={classes['context']}>
      <Icon name={isEdit ? 'pencil' : 'reply'} size={14} />
      <span className={classes['contextName']}>
        {isEdit ? t('composer.editing') : t('composer.replying', { name: composing.to.author.displayName })}
      </span>
      <span className={classes['contextText']}>{isEdit ? '' : toText(composing.to.body)}</span>
      <button
        type="button"
        className={classes['cancel']}
        aria-label={t('composer.cancel')}
        title={t('composer.cancel')}
        onClick={onCancel}
      >
        <Icon name="close" size={14} />
      </button>
    </div>
  );
}
