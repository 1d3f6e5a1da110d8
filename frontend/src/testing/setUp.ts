import '@testing-library/jest-dom/vitest';

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

Object.assign(document, { fonts: new EventTarget() });
