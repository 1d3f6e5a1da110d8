/** A message that the server has not acknowledged. */
export interface Unsent {
  /** Ascending: the order in which they were written, over all tabs of this browser. */
  number: number;
  account: string;
  room: string;
  /** The same on every try, so that the server takes it once. */
  clientId: string;
  body: string;
  replyTo?: string;
  writtenAt: string;
  /** Why the server will not have it; it is not tried again by itself. */
  refused?: string;
  /** When that is over, if the server said so. */
  refusedUntil?: string;
}

/** Where unsent messages are kept. Shared by the tabs, and outlives them where the browser lets it. */
export interface OutboxStore {
  add: (unsent: Omit<Unsent, 'number'>) => Promise<Unsent>;
  put: (unsent: Unsent) => Promise<void>;
  delete: (number: number) => Promise<void>;
  /** In the order in which they were written. */
  of: (account: string) => Promise<Unsent[]>;
}

const table = 'unsent';

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });
}

function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB'));
  });
}

class IndexedDbStore implements OutboxStore {
  private readonly database: IDBDatabase;

  constructor(database: IDBDatabase) {
    this.database = database;
  }

  async add(unsent: Omit<Unsent, 'number'>): Promise<Unsent> {
    const transaction = this.database.transaction(table, 'readwrite', { durability: 'strict' });
    const number = answer(transaction.objectStore(table).add(unsent));
    await committed(transaction);
    return { ...unsent, number: Number(await number) };
  }

  async put(unsent: Unsent): Promise<void> {
    const transaction = this.database.transaction(table, 'readwrite');
    transaction.objectStore(table).put(unsent);
    await committed(transaction);
  }

  async delete(number: number): Promise<void> {
    const transaction = this.database.transaction(table, 'readwrite');
    transaction.objectStore(table).delete(number);
    await committed(transaction);
  }

  async of(account: string): Promise<Unsent[]> {
    const index = this.database.transaction(table).objectStore(table).index('account');
    const found = (await answer(index.getAll(account))) as Unsent[];
    return found.sort((one, other) => one.number - other.number);
  }
}

/** For browsers that grant no storage: then what is unsent lives as long as the page. */
class MemoryStore implements OutboxStore {
  private readonly kept = new Map<number, Unsent>();
  private last = 0;

  add(unsent: Omit<Unsent, 'number'>): Promise<Unsent> {
    const added = { ...unsent, number: ++this.last };
    this.kept.set(added.number, added);
    return Promise.resolve(added);
  }

  put(unsent: Unsent): Promise<void> {
    this.kept.set(unsent.number, unsent);
    return Promise.resolve();
  }

  delete(number: number): Promise<void> {
    this.kept.delete(number);
    return Promise.resolve();
  }

  of(account: string): Promise<Unsent[]> {
    return Promise.resolve([...this.kept.values()].filter((unsent) => unsent.account === account));
  }
}

export async function openOutboxStore(): Promise<OutboxStore> {
  try {
    const request = indexedDB.open('confab', 1);
    request.onupgradeneeded = () => {
      request.result
        .createObjectStore(table, { keyPath: 'number', autoIncrement: true })
        .createIndex('account', 'account');
    };
    return new IndexedDbStore(await answer(request));
  } catch {
    return new MemoryStore();
  }
}
