import { createContext, use } from 'react';
import type { Person } from '../http/wire';

/** What pages may ask of the layout around them. */
interface LayoutActions {
  openRooms: () => void;
  createRoom: () => void;
  /** Who somebody is, and what I can do. */
  showPerson: (person: Person) => void;
}

export const LayoutContext = createContext<LayoutActions | null>(null);

export function useLayout(): LayoutActions {
  const layout = use(LayoutContext);
  if (layout === null) throw new Error('useLayout needs the Layout around it');
  return layout;
}
