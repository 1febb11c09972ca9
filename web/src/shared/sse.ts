// Server-sent events out of a fetch stream: EventSource cannot carry a bearer token.

export interface ServerEvent {
  event: string;
  id: string;
  data: string;
}

/** Calls `on` for each whole event; `alive` at every arrival, comments too. Ends when the server ends the stream. */
export async function readEvents(
  body: ReadableStream<Uint8Array>,
  on: (event: ServerEvent) => void,
  alive: () => void,
): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader();
  let rest = '';
  let event = '';
  let id = '';
  let data: string[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    alive();
    // A carriage return that closes the piece may be half of the end of a line.
    const lines = (rest + value).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (!line) {
        if (data.length) on({ event: event || 'message', id, data: data.join('\n') });
        event = id = '';
        data = [];
        continue;
      }
      const [, name, text] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
      if (name == 'event') event = text ?? '';
      else if (name == 'id') id = text ?? '';
      else if (name == 'data') data.push(text ?? '');
    }
  }
}
