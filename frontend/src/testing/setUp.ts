import '@testing-library/jest-dom/vitest';
import { configure } from '@testing-library/react';

// A machine that is busy is slow, not wrong.
configure({ asyncUtilTimeout: 5000 });

// jsdom does not lay out: what Mantine and the virtual list ask of the browser is answered plainly.
Object.assign(window, {
  matchMedia: (query: string) => ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }),
  ResizeObserver: class {
    observe() {
      return undefined;
    }
    unobserve() {
      return undefined;
    }
    disconnect() {
      return undefined;
    }
  },
});

Object.assign(Element.prototype, { scrollIntoView: () => undefined });

Object.assign(document, { fonts: new EventTarget() });
