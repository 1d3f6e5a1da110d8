const script = '/webjars/sockjs-client/sockjs.min.js';

type SockJsConstructor = new (url: string, protocols: null, options: { transports: string[] }) => WebSocket;

declare global {
  interface Window {
    SockJS?: SockJsConstructor;
  }
}

let loading: Promise<SockJsConstructor> | undefined;

function load(): Promise<SockJsConstructor> {
  return new Promise((resolve, reject) => {
    const element = document.createElement('script');
    element.src = script;
    element.onload = () => {
      if (window.SockJS) resolve(window.SockJS);
      else reject(new Error('sockjs.min.js came without SockJS'));
    };
    element.onerror = () => {
      element.remove();
      loading = undefined;
      reject(new Error('sockjs.min.js cannot be loaded'));
    };
    document.head.append(element);
  });
}

/**
 * How to open a connection without WebSocket. The script is fetched when this is called first: most people never need
 * it. SockJS would try WebSocket once more, which has failed already.
 */
export async function loadSockJs(): Promise<() => WebSocket> {
  loading ??= load();
  const SockJS = await loading;
  return () => {
    const socket = new SockJS('/sockjs', null, { transports: ['xhr-streaming', 'xhr-polling'] });
    return socket;
  };
}
