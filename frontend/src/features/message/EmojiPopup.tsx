import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Popup } from '../../ui/Popup';

const EmojiPicker = lazy(() => import('./EmojiPicker').then((module) => ({ default: module.EmojiPicker })));

interface EmojiPopupProps {
  anchor: HTMLElement;
  onPick: (emoji: string) => void;
  onClose: () => void;
}

export function EmojiPopup({ anchor, onPick, onClose }: EmojiPopupProps) {
  const { t } = useTranslation('message');
  return (
    <Popup anchor={anchor} label={t('picker.label')} onClose={onClose}>
      <div style={{ width: 308, height: 340, maxWidth: 'calc(100vw - 24px)' }}>
        <Suspense fallback={null}>
          <EmojiPicker
            onPick={(emoji) => {
              onPick(emoji);
              onClose();
            }}
          />
        </Suspense>
      </div>
    </Popup>
  );
}
