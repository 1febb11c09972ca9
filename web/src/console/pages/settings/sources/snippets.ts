// The lines that point each SDK here; their names are those of the packages themselves.
import type { Given, Kit } from './given';
import { langwatch } from './kits/langwatch';
import { opentelemetry } from './kits/opentelemetry';
import { sentry } from './kits/sentry';
import { traceloop } from './kits/traceloop';

export interface Sdk {
  id: string;
  name: string;
  kits: (given: Given) => Kit[];
}

export const SDKS: Sdk[] = [
  { id: 'opentelemetry', name: 'OpenTelemetry', kits: opentelemetry },
  { id: 'traceloop', name: 'Traceloop', kits: traceloop },
  { id: 'langwatch', name: 'LangWatch', kits: langwatch },
  { id: 'sentry', name: 'Sentry', kits: sentry },
];
