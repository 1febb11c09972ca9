// The parts below the conversation: events out of a stream, waiting, keys, and the work before a session.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { backoff } from '../src/shared/backoff';
import { readEvents, type ServerEvent } from '../src/shared/sse';
import { prove, sha256 } from '../src/widget/proof';
import { randomKey } from '../src/widget/random';

async function read(...pieces: string[]) {
  const events: ServerEvent[] = [];
  const encoder = new TextEncoder();
  const bytes = encoder.encode(pieces.join('|cut|').replaceAll('|cut|', '\u0000'));
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      // Cut where the pieces end, whatever character that is in.
      let from = 0;
      bytes.forEach((byte, at) => {
        if (byte != 0) return;
        controller.enqueue(bytes.slice(from, at));
        from = at + 1;
      });
      controller.enqueue(bytes.slice(from));
      controller.close();
    },
  });
  await readEvents(
    body,
    (event) => events.push(event),
    () => {},
  );
  return events;
}

test('events are read however the stream is cut', async () => {
  const text =
    'event: message\r\nid: 7\r\ndata: {"a":"ä€"}\r\n\r\n: comment\n\nevent: delta\ndata: one\ndata: two\n\ndata:bare\n\n';
  const want = [
    { event: 'message', id: '7', data: '{"a":"ä€"}' },
    { event: 'delta', id: '', data: 'one\ntwo' },
    { event: 'message', id: '', data: 'bare' },
  ];
  expect(await read(text)).toEqual(want);
  for (let at = 1; at < text.length; at++)
    expect(await read(text.slice(0, at), text.slice(at)), `cut at ${at}`).toEqual(want);
  expect(await read(...text)).toEqual(want);
});

test('half an event is none', async () => {
  expect(await read('event: message\ndata: {"a"')).toEqual([]);
});

test('waiting grows from half a second to thirty, never all at once', () => {
  expect(backoff(0, 0)).toBe(500);
  expect(backoff(0, 1)).toBe(1000);
  expect(backoff(3, 0)).toBe(4000);
  expect(backoff(50, 1)).toBe(30_000);
  expect(backoff(50, 0)).toBe(15_000);
});

test('a key has 22 characters that are safe in an address', () => {
  const keys = Array.from({ length: 200 }, randomKey);
  for (const key of keys) expect(key).toMatch(/^[\w-]{22}$/);
  expect(new Set(keys).size).toBe(200);
});

test('the hash is SHA-256, at every length around its blocks', () => {
  for (const length of [0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 200]) {
    const bytes = Uint8Array.from({ length }, (_, at) => at * 7);
    const words = [...sha256(bytes)].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
    expect(words, `${length} bytes`).toBe(createHash('sha256').update(bytes).digest('hex'));
  }
});

test('a proof begins with as many zero bits as are asked for', async () => {
  for (const bits of [0, 1, 8, 11]) {
    const hash = createHash('sha256')
      .update(`task.${await prove('task', bits)}`)
      .digest();
    expect(hash.readUInt32BE(0) >>> (32 - (bits || 32))).toBe(bits ? 0 : hash.readUInt32BE(0));
  }
});
