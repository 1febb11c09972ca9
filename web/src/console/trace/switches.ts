// With which switch each SDK begins to send words.
interface Switch {
  sdk: string;
  settings: { code: string; where?: string }[];
}

export const SWITCHES: Switch[] = [
  {
    sdk: 'Sentry',
    settings: [
      { code: 'send_default_pii=True', where: 'in Python' },
      { code: 'sendDefaultPii: true', where: 'in Node' },
    ],
  },
  { sdk: 'OpenTelemetry', settings: [{ code: 'OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true' }] },
  { sdk: 'Traceloop', settings: [{ code: 'TRACELOOP_TRACE_CONTENT=true' }] },
];

/** All of them, one SDK on a line. */
export const switchNames = () =>
  SWITCHES.map(({ sdk, settings }) => `${sdk}: ${settings.map(({ code }) => code).join(' or ')}`).join('\n');
