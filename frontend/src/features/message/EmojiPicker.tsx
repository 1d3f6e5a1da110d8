import { EmojiPicker as Frimousse } from 'frimousse';
import { useTranslation } from 'react-i18next';
import classes from './EmojiPicker.module.css';

/*
 * Frimousse counts rows and columns from 0, ARIA from 1. It also looks by that number for the row to scroll to, and now
 * finds the one above: the margin of a row in the style sheet makes up for it.
 */

/** All emoji, by search or by eye. Their data comes from our own host. Loaded when it is first opened. */
export function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const { t, i18n } = useTranslation('message');
  return (
    <Frimousse.Root
      className={classes['picker']}
      columns={8}
      emojibaseUrl="/emoji"
      locale={i18n.language.startsWith('zh') ? 'zh' : 'en'}
      onEmojiSelect={({ emoji }) => onPick(emoji)}
    >
      <Frimousse.Search
        className={classes['search']}
        placeholder={t('picker.search')}
        aria-label={t('picker.search')}
        autoFocus
      />
      <Frimousse.Viewport className={classes['viewport']} tabIndex={0}>
        <Frimousse.Loading className={classes['state']}>{t('picker.loading')}</Frimousse.Loading>
        <Frimousse.Empty className={classes['state']}>{t('picker.empty')}</Frimousse.Empty>
        <Frimousse.List
          className={classes['list']}
          components={{
            CategoryHeader: ({ category, ...props }) => (
              <div {...props} className={classes['category']}>
                {category.label}
              </div>
            ),
            Row: ({ children, 'aria-rowindex': row, ...props }) => (
              <div {...props} aria-rowindex={row === undefined ? row : row + 1} className={classes['row']}>
                {children}
              </div>
            ),
            Emoji: ({ emoji, 'aria-colindex': column = 0, ...props }) => (
              <button {...props} aria-colindex={column + 1} className={classes['emoji']} type="button">
                {emoji.emoji}
              </button>
            ),
          }}
        />
      </Frimousse.Viewport>
    </Frimousse.Root>
  );
}
