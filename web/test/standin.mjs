// A stand-in for the server's side of the widget: the same wire, in memory, and able to misbehave when a test says so.
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../dist', import.meta.url));

export const CONFIG = {
  widget: 'pub_demo',
  name: 'Shop assistant',
  mode: 'chat',
  position: 'right',
  theme: { accent: '#1f5fc4', on_accent: '#ffffff', scheme: 'auto' },
  launcher: { label: null },
  welcome: 'Hello. Ask me about orders, returns or our stores.',
  suggestions: ['Where is my order?', 'How do I return something?'],
  form: null,
  consent: null,
  locale: null,
  always_fresh: false,
  captures_page: true,
  max_characters: 4000,
  files: null,
  voice: null,
  challenge: null,
};

/** Markdown that should show, and payloads that must not run. */
export const REPLY = [
  'Here is **bold**, `code` and a [link](https://example.org/a).',
  '',
  '- one',
  '- two',
  '',
  '<img src=x onerror="window.__xss=(window.__xss||0)+1">',
  '',
  '[bad](javascript:window.__xss=99)',
  '',
  '<iframe srcdoc="<script>parent.__xss=7</script>"></iframe>',
].join('\n');

/** A host page; `attributes` go on the script, `head` before it. */
export function page({
  attributes = 'data-widget="pub_demo"',
  head = '',
  body = '',
  at = 'head',
  html = 'lang="en"',
} = {}) {
  const script = `<script src="/widget.js" ${attributes} async></script>`;
  return `<!doctype html><html ${html}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Host page</title>
<meta name="widget-bench" content='{"launcher":".launcher","panel":".panel","input":".panel textarea","send":""}'>
<style>body{font:18px/1.6 Georgia,serif;margin:0;padding:24px;color:#223;background:#fff}</style>${head}
${at == 'head' ? script : ''}</head><body><header><h1>Host page</h1><nav aria-label="Main"><a href="#one" id="before">A link before the widget</a></nav></header>
<main id="one"><p>An ordinary page that embeds a chat widget.</p>${body}</main>${at == 'body' ? script : ''}</body></html>`;
}

/** A tone of so many seconds, as a WAV file. */
export function tone(seconds) {
  const rate = 8000;
  const samples = Math.round(seconds * rate);
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  for (const [value, at] of [
    [1, 20],
    [1, 22],
    [2, 32],
    [16, 34],
  ])
    wav.writeUInt16LE(value, at);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate * 2, 28);
  wav.write('data', 36);
  wav.writeUInt32LE(samples * 2, 40);
  for (let at = 0; at < samples; at++) wav.writeInt16LE(Math.sin(at / 3) * 3000, 44 + at * 2);
  return wav;
}

const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Starts one; everything about it can be changed while it runs. */
export async function standin({ port = 0, config = {}, html = page(), headers = {} } = {}) {
  const self = {
    config: { ...CONFIG, ...config },
    html,
    headers,
    /** Answers by request, first come first served: `{ path, status, after, body, times, drop }`. */
    faults: [],
    /** Every request to /widget/v1 as `{ method, path, body, headers }`. */
    log: [],
    sessions: new Map(),
    /** Pieces of an answer to a text; milliseconds between two. */
    answer: (text) => [`You said: ${text}. `, REPLY],
    pace: 20,
    /** An answer fails. */
    breaks: false,
    /** An upload is answered after so many milliseconds. */
    delay: 0,
    /** What is understood of a recording, and how long, in seconds, an answer is spoken. */
    transcript: 'Where is my order?',
    spoken: 0.4,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
    /** Ends every stream, as a restart does. */
    cut() {
      for (const session of self.sessions.values()) for (const stream of session.streams.splice(0)) stream.destroy();
    },
    /** Records a message and tells every stream. */
    record(session, message) {
      const whole = {
        id: uuid(),
        client_id: null,
        role: 'assistant',
        author: null,
        text: '',
        at: new Date().toISOString(),
        modality: 'text',
        failed: false,
        is_stopped: false,
        files: [],
        ...message,
      };
      session.messages.push(whole);
      tell(session, 'message', whole, whole.id);
      return whole;
    },
    /** Has a file in a session's conversation, and tells of it as messages do. */
    keep(session, name, type, raw) {
      const told = { id: uuid(), name, type, size: raw.length };
      session.files.set(told.id, { told, raw, conversation: session.conversation.id });
      return told;
    },
    state(session, change) {
      Object.assign(session.conversation, change);
      tell(session, 'state', session.conversation);
    },
  };

  let count = 0;
  /** Version 7: in order of time. */
  const uuid = () => {
    const head = (Date.now() * 4096 + (count++ % 4096)).toString(16).padStart(15, '0');
    return `${head.slice(0, 8)}-${head.slice(8, 12)}-7${head.slice(12)}-a${randomUUID().slice(20)}`;
  };
  const tell = (session, event, data, id) => {
    for (const stream of session.streams)
      stream.write(`event: ${event}\n${id ? `id: ${id}\n` : ''}data: ${JSON.stringify(data)}\n\n`);
  };
  const open = ({ id, conversation, messages }) => ({
    session: { id, expires_at: new Date(Date.now() + 864e5).toISOString(), identity: null, conversation },
    messages: messages.slice(-50),
    has_more: messages.length > 50,
  });
  const conversation = () => ({
    id: uuid(),
    status: 'active',
    attended_by: 'assistant',
    started_at: new Date().toISOString(),
    is_answering: false,
  });
  const greet = (session) => self.config.welcome && self.record(session, { text: self.config.welcome });

  async function reply(session, text) {
    const turn = `${++session.turn}`;
    session.stopped = false;
    self.state(session, { is_answering: true });
    let said = '';
    for (const piece of self.answer(text)) {
      await wait(self.pace);
      if (session.stopped) break;
      session.draft = { turn, from: 0, text: said + piece };
      tell(session, 'delta', { turn, from: said.length, text: piece });
      said += piece;
    }
    await wait(self.pace);
    session.draft = null;
    const breaks = self.breaks;
    self.record(session, {
      text: breaks ? 'The answer could not be made. Please try again.' : said,
      failed: breaks,
      is_stopped: !!session.stopped,
    });
    self.state(session, { is_answering: false });
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://localhost');
    const path = url.pathname;
    const cors = {
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'authorization, content-type, last-event-id',
      'access-control-allow-methods': 'GET, POST, DELETE',
      'cache-control': 'no-store',
    };
    const json = (status, body, more = {}) => {
      response.writeHead(status, {
        ...cors,
        'content-type': status < 400 ? 'application/json' : 'application/problem+json',
        ...more,
      });
      response.end(status == 204 ? '' : JSON.stringify(body));
    };
    const problem = (status, detail, more = {}, headers = {}) =>
      json(status, { type: 'about:blank', title: 'Problem', status, detail, ...more }, headers);

    if (request.method == 'OPTIONS') return json(204);
    if (path == '/host') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...self.headers });
      return response.end(self.html);
    }
    if (path == '/widget.js' || /^\/widget\/[\w.-]+\.js$/.test(path)) {
      const file = dist + path;
      if (!existsSync(file)) return problem(404, 'No such file');
      const br = /\bbr\b/.test(request.headers['accept-encoding'] ?? '');
      response.writeHead(200, { ...cors, 'content-type': 'text/javascript', ...(br && { 'content-encoding': 'br' }) });
      return response.end(readFileSync(br ? `${file}.br` : file));
    }
    if (!path.startsWith('/widget/v1/')) return problem(404, 'No such address');

    const chunks = [];
    try {
      for await (const chunk of request) chunks.push(chunk);
    } catch {
      // Broken off by the browser.
      return;
    }
    const raw = Buffer.concat(chunks);
    const body = /json/.test(request.headers['content-type'] ?? '') ? JSON.parse(raw.toString()) : undefined;
    const name = path.slice('/widget/v1'.length);
    const { method } = request;
    self.log.push({ method, path: name, body, size: raw.length, headers: request.headers });

    const fault = self.faults.find((fault) => name.startsWith(fault.path) && (!fault.method || fault.method == method));
    if (fault) {
      if (fault.times == null || --fault.times <= 0) self.faults.splice(self.faults.indexOf(fault), 1);
      if (fault.drop) return request.socket.destroy();
      return problem(
        fault.status,
        fault.detail ?? 'A fault',
        fault.body,
        fault.after == null ? {} : { 'retry-after': `${fault.after}`, 'access-control-expose-headers': 'retry-after' },
      );
    }

    if (name == '/config') return json(200, self.config);
    if (name == '/sessions') {
      const there = [...self.sessions.values()].find(({ key }) => key == body.key);
      const session = there ?? {
        id: uuid(),
        key: body.key,
        conversation: conversation(),
        messages: [],
        streams: [],
        turn: 0,
        said: new Map(),
        files: new Map(),
        given: body,
      };
      const token = `vs_${randomUUID()}`;
      self.sessions.set(token, session);
      if (!there) greet(session);
      return json(there ? 200 : 201, { token, ...open(session) });
    }
    const session = self.sessions.get((request.headers.authorization ?? '').replace('Bearer ', ''));
    if (!session) return problem(401, 'The token is unknown or expired.');

    if (name == '/session' && method == 'GET') return json(200, { token: null, ...open(session) });
    if (name == '/session') {
      for (const [token, other] of self.sessions) if (other == session) self.sessions.delete(token);
      return json(204);
    }
    if (name == '/messages' && method == 'GET') {
      const before = session.messages.findIndex(({ id }) => id == url.searchParams.get('before'));
      return json(200, { data: session.messages.slice(Math.max(0, before - 50), before), has_more: before > 50 });
    }
    if (name == '/messages') {
      const known = session.said.get(body.client_id);
      if (known) return json(200, { message: known });
      for (const id of body.files ?? [])
        if (session.files.get(id)?.conversation != session.conversation.id)
          return problem(422, 'files: upload it again', { errors: [{ field: 'files', message: 'upload it again' }] });
      const message = self.record(session, {
        role: 'visitor',
        client_id: body.client_id,
        text: body.text,
        modality: body.modality ?? 'text',
        files: (body.files ?? []).map((id) => session.files.get(id)?.told),
      });
      session.said.set(body.client_id, message);
      session.conversation.status = 'active';
      json(201, { message });
      if (session.conversation.attended_by == 'assistant') void reply(session, body.text);
      return;
    }
    if (name == '/conversations') {
      session.conversation = conversation();
      session.messages = [];
      session.given = { ...session.given, ...body };
      greet(session);
      return json(201, open(session));
    }
    if (name == '/stop') {
      session.stopped = true;
      return json(200, { stopped: true });
    }
    if (name == '/retry') {
      json(200, { retried: true });
      session.messages = session.messages.filter(({ failed }) => !failed);
      return void reply(session, 'again');
    }
    if (name == '/end') {
      self.state(session, { status: 'ended' });
      return json(200, { conversation: session.conversation });
    }
    if (name == '/variables') return json(200, {});
    if (name == '/files') {
      await wait(self.delay);
      const { files } = self.config;
      const type = request.headers['content-type'];
      if (!files) return problem(403, 'This chat takes no files.');
      if (!files.types.includes(type)) return problem(415, 'This is neither a picture nor a PDF.');
      if (raw.length > files.max_bytes) return problem(413, 'The file is too large.');
      return json(201, self.keep(session, url.searchParams.get('name'), type, raw));
    }
    if (name.startsWith('/files/')) {
      const file = session.files.get(name.slice(7));
      if (!file) return problem(404, 'No such file');
      response.writeHead(200, { ...cors, 'content-type': file.told.type });
      return response.end(file.raw);
    }
    if (name == '/transcriptions')
      return self.config.voice?.transcription ? json(200, { text: self.transcript }) : problem(404, 'None.');
    if (name == '/speech') {
      if (!self.config.voice?.speech) return problem(404, 'None.');
      response.writeHead(200, { ...cors, 'content-type': 'audio/wav' });
      return response.end(tone(self.spoken));
    }
    if (name == '/identify') return json(200, { token: null, ...open(session) });
    if (name == '/events') {
      response.writeHead(200, { ...cors, 'content-type': 'text/event-stream' });
      response.write(': hello\n\n');
      const last = request.headers['last-event-id'] ?? '';
      session.streams.push(response);
      request.on('close', () => (session.streams = session.streams.filter((stream) => stream != response)));
      for (const message of session.messages)
        if (message.id > last)
          response.write(`event: message\nid: ${message.id}\ndata: ${JSON.stringify(message)}\n\n`);
      response.write(`event: state\ndata: ${JSON.stringify(session.conversation)}\n\n`);
      if (session.draft) response.write(`event: delta\ndata: ${JSON.stringify(session.draft)}\n\n`);
      return;
    }
    problem(404, 'No such address');
  });
  await new Promise((done) => server.listen(port, '127.0.0.1', done));
  self.port = server.address().port;
  self.url = `http://127.0.0.1:${self.port}`;
  return self;
}

if (process.argv[1] == fileURLToPath(import.meta.url)) console.log(`${(await standin({ port: 4700 })).url}/host`);
