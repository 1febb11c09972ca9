"""OpenTelemetry: a span with gen_ai.conversation.id around each call of the OpenAI client, whose instrumentation
gives what was said as log events. Traces and logs go over HTTP in protobuf."""

import os

os.environ["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "event_only"
os.environ["OTEL_INSTRUMENTATION_GENAI_EMIT_EVENT"] = "true"
os.environ["OTEL_EXPORTER_OTLP_ENDPOINT"] = os.environ["VERBATIM_URL"]
os.environ["OTEL_EXPORTER_OTLP_HEADERS"] = "Authorization=Bearer%20" + os.environ["VERBATIM_KEY"]

import watch  # noqa: F401, E402
from openai import OpenAI  # noqa: E402
from opentelemetry import _logs, trace  # noqa: E402
from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter  # noqa: E402
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: E402
from opentelemetry.instrumentation.genai.openai import OpenAIInstrumentor  # noqa: E402
from opentelemetry.sdk._logs import LoggerProvider  # noqa: E402
from opentelemetry.sdk._logs.export import BatchLogRecordProcessor  # noqa: E402
from opentelemetry.sdk.resources import Resource  # noqa: E402
from opentelemetry.sdk.trace import TracerProvider  # noqa: E402
from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: E402

resource = Resource.create({"service.name": "otel-chat", "service.version": "1.2.3"})
traces = TracerProvider(resource=resource)
traces.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
trace.set_tracer_provider(traces)
logs = LoggerProvider(resource=resource)
logs.add_log_record_processor(BatchLogRecordProcessor(OTLPLogExporter()))
_logs.set_logger_provider(logs)
OpenAIInstrumentor().instrument()

tracer = trace.get_tracer("chat")
client = OpenAI(base_url=os.environ["MODEL_URL"], api_key="none")
messages = [{"role": "system", "content": "Be brief."}]
for message in ["Hello there", "How are you?"]:
    with tracer.start_as_current_span("chat turn") as span:
        span.set_attribute("gen_ai.conversation.id", os.environ["SAMPLE_ID"] + "-manual")
        span.set_attribute("user.id", "u-1")
        messages.append({"role": "user", "content": message})
        completion = client.chat.completions.create(model="gpt-4o", messages=messages)
        messages.append({"role": "assistant", "content": completion.choices[0].message.content})
        print(messages[-1]["content"])

if not (traces.force_flush() and logs.force_flush()):
    raise SystemExit("not all was sent")
traces.shutdown()
logs.shutdown()
