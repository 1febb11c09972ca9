"""OpenTelemetry: as manual.py, but gzipped, with what was said on the spans, streamed, and with an error at last."""

import os

os.environ["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "span_only"
os.environ["OTEL_EXPORTER_OTLP_ENDPOINT"] = os.environ["VERBATIM_URL"]
os.environ["OTEL_EXPORTER_OTLP_HEADERS"] = "Authorization=Bearer%20" + os.environ["VERBATIM_KEY"]
os.environ["OTEL_EXPORTER_OTLP_COMPRESSION"] = "gzip"

import openai  # noqa: E402
import watch  # noqa: F401, E402
from openai import OpenAI  # noqa: E402
from opentelemetry import trace  # noqa: E402
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: E402
from opentelemetry.instrumentation.genai.openai import OpenAIInstrumentor  # noqa: E402
from opentelemetry.sdk.trace import TracerProvider  # noqa: E402
from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: E402

provider = TracerProvider()
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
trace.set_tracer_provider(provider)
OpenAIInstrumentor().instrument()

tracer = trace.get_tracer("chat")
client = OpenAI(base_url=os.environ["MODEL_URL"], api_key="none")


def chat(message):
    with tracer.start_as_current_span("chat turn") as span:
        span.set_attribute("gen_ai.conversation.id", os.environ["SAMPLE_ID"] + "-gzipped")
        chunks = client.chat.completions.create(
            model="gpt-4o",
            messages=[{"role": "user", "content": message}],
            stream=True,
            stream_options={"include_usage": True},
        )
        return "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)


print(chat("Hello there"))
try:
    chat("Please fail now")
except openai.RateLimitError as error:
    print("as expected:", error)
else:
    raise SystemExit("the model did not fail")

if not provider.force_flush():
    raise SystemExit("not all was sent")
provider.shutdown()
