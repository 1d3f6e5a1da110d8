import { EmojiPicker as Frimousse } from 'frimousse';
import { useTranslation } from 'react-i18next';
import classes from './EmojiPicker.module.css';

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
      <Frimousse.Viewport className={classes['viewport']}>
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
            Row: ({ children, ...props }) => (
              <div {...props} className={classes['row']}>
                {children}
              </div>
            ),
            Emoji: ({ emoji, ...props }) => (
              <button {...props} className={classes['emoji']} type="button">
                {emoji.emoji}
              </button>
            ),
          }}
        />
      </Frimousse.Viewport>
    </Frimousse.Root>
  );
}
