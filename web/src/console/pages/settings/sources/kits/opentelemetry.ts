// Plain OpenTelemetry, of any language.
import { scheme, type Given, type Kit, type Piece } from '../given';

export const opentelemetry = ({ ingest, key }: Given): Kit[] => {
  const conversation: Piece[] = [
    {
      label: 'On one span of each trace',
      text: `span.set_attribute("gen_ai.conversation.id", "your-conversation-id")\nspan.set_attribute("user.id", "u-1")`,
    },
  ];
  const words =
    'The OpenAI instrumentation sends words only with OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true.';
  return [
    {
      id: 'otel-environment',
      language: 'Environment',
      lines: [
        {
          label: 'For any OpenTelemetry SDK',
          text: `OTEL_EXPORTER_OTLP_ENDPOINT=${ingest.address}
OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
OTEL_EXPORTER_OTLP_HEADERS=Authorization=Bearer%20${key}
OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true`,
        },
      ],
      conversation,
      notes: [
        words,
        'The instrumentation never sets the conversation’s id by itself: it stands on a span of yours.',
        'Of attributes that name a conversation also session.id, langwatch.thread.id and traceloop.association.properties.session_id are known.',
        'Logs and metrics are taken, so that no exporter complains; of logs the words of model calls are kept.',
      ],
    },
    {
      id: 'otel-collector',
      language: 'Collector',
      lines: [
        {
          label: 'config.yaml',
          text: `exporters:
  otlphttp/verbatim:
    endpoint: ${ingest.address}
    headers:
      Authorization: Bearer ${key}

service:
  pipelines:
    traces:
      receivers: [otlp]
      processors: [batch]
      exporters: [otlphttp/verbatim]`,
        },
      ],
      conversation,
      notes: [words, 'Processors that drop or rename attributes should leave gen_ai.* alone.'],
    },
    {
      id: 'otel-grpc',
      language: 'gRPC',
      lines: ingest.grpc_address
        ? [
            {
              label: 'For any OpenTelemetry SDK',
              text: `OTEL_EXPORTER_OTLP_ENDPOINT=${scheme(ingest)}://${ingest.grpc_address}
OTEL_EXPORTER_OTLP_PROTOCOL=grpc
OTEL_EXPORTER_OTLP_HEADERS=authorization=Bearer%20${key}`,
            },
          ]
        : [],
      conversation,
      notes: [
        ...(ingest.grpc_address ? [] : ['This server takes no gRPC: its address for it is not set. Use HTTP.']),
        words,
      ],
    },
  ];
};
