// The bytes of files that are not on record yet: in this page, and for those that were sent but wait, in IndexedDB, so
// that they survive a reload as the message does.
import type { Talk } from '../talk';

const here = new Map<string, Blob>();

/** Where this widget's files wait; nothing where the visit is not to be remembered, or the browser keeps nothing. */
function open({ stage, config }: Talk): Promise<IDBDatabase | undefined> {
  return new Promise((done) => {
    try {
      if (config.always_fresh) return done(undefined);
      const request = indexedDB.open(`verbatim:${stage.widget}`, 1);
      request.onupgradeneeded = () => request.result.createObjectStore('files');
      request.onsuccess = () => done(request.result);
      request.onerror = request.onblocked = () => done(undefined);
    } catch {
      done(undefined);
    }
  });
}

/** Does one thing with the store, and waits until it is done; nothing where that fails. */
async function deed<Result>(
  talk: Talk,
  act: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result | undefined> {
  const database = await open(talk);
  if (!database) return;
  try {
    return await new Promise<Result | undefined>((done) => {
      const request = act(database.transaction('files', 'readwrite').objectStore('files'));
      request.transaction!.oncomplete = () => done(request.result);
      request.transaction!.onabort = () => done(undefined);
    });
  } catch {
    return;
  } finally {
    database.close();
  }
}

/** Lays a file down for this page. */
export const lay = (id: string, file: Blob) => void here.set(id, file);

/** Keeps it beyond this page. */
export async function keep(talk: Talk, id: string) {
  const file = here.get(id);
  if (file) await deed(talk, (store) => store.put(file, id));
}

export async function find(talk: Talk, id: string): Promise<Blob | undefined> {
  const file = here.get(id) ?? (await deed<Blob>(talk, (store) => store.get(id)));
  if (file) here.set(id, file);
  return file;
}

/** Drops what nobody waits for; what was written down, and is neither pending nor laid out here, is of no use. */
export async function sweep(talk: Talk, used: Set<string>) {
  for (const id of here.keys()) if (!used.has(id)) here.delete(id);
  const keys = (await deed(talk, (store) => store.getAllKeys())) ?? [];
  for (const id of keys) if (!used.has(`${id}`)) await deed(talk, (store) => store.delete(id));
}
