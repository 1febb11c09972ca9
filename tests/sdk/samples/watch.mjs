// Imported first by every Node sample: makes the program fail if its SDK could not send something.
//
// The SDKs only log that, or say nothing at all. So this takes the errors of OpenTelemetry's diagnostic logger, and sees
// on Node's own channels how each request to Verbatim was answered. It looks when the program ends.
import { subscribe } from 'node:diagnostics_channel';
import { diag, DiagLogLevel } from '@opentelemetry/api';

const { host } = new URL(process.env.VERBATIM_URL);
// Over OTLP these answers ask for another try, whose own failure is logged.
const AGAIN = [429, 502, 503, 504];
const failures = [];
const begun = { http: 0, fetch: 0 };
const answered = { http: 0, fetch: 0 };

function answer(kind, path, status) {
  answered[kind]++;
  const again = AGAIN.includes(status) && !path.includes('envelope');
  if ((status < 200 || status > 299) && !again) failures.push(`${path} was answered ${status}`);
}

const isOurs = (request) => request.getHeader('host') === host;
subscribe('http.client.request.start', ({ request }) => {
  if (isOurs(request)) begun.http++;
});
subscribe('http.client.response.finish', ({ request, response }) => {
  if (isOurs(request)) answer('http', request.path, response.statusCode);
});
const isOursFetched = (request) => String(request.origin).endsWith(`//${host}`);
subscribe('undici:request:create', ({ request }) => {
  if (isOursFetched(request)) begun.fetch++;
});
subscribe('undici:request:headers', ({ request, response }) => {
  if (isOursFetched(request)) answer('fetch', request.path, response.statusCode);
});

const ignore = () => {};
const logger = {
  error: (...message) => failures.push(message.map((part) => part?.stack ?? String(part)).join(' ')),
  warn: ignore,
  info: ignore,
  debug: ignore,
  verbose: ignore,
};
diag.setLogger(logger, { logLevel: DiagLogLevel.ERROR, suppressOverrideMessage: true });

process.on('exit', () => {
  for (const kind of ['http', 'fetch']) {
    const open = begun[kind] - answered[kind];
    if (open) failures.push(`${open} of ${begun[kind]} requests had no answer`);
  }
  if (!begun.http && !begun.fetch) failures.push('nothing was sent');
  for (const failure of failures) console.error('not sent:', failure);
  if (failures.length) process.exitCode = 1;
});
