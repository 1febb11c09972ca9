"""OpenTelemetry: as manual.py, but over gRPC, with what was said on the spans."""

import os

os.environ["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "span_only"

import watch  # noqa: E402
from openai import OpenAI  # noqa: E402
from opentelemetry import trace  # noqa: E402
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter  # noqa: E402
from opentelemetry.instrumentation.genai.openai import OpenAIInstrumentor  # noqa: E402
from opentelemetry.sdk.trace import TracerProvider  # noqa: E402
from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: E402

watch.over_http = False
provider = TracerProvider()
exporter = OTLPSpanExporter(
    endpoint="http://" + os.environ["VERBATIM_GRPC"],
    insecure=True,
    headers={"authorization": "Bearer " + os.environ["VERBATIM_KEY"]},
)
provider.add_span_processor(BatchSpanProcessor(exporter))
trace.set_tracer_provider(provider)
OpenAIInstrumentor().instrument()

tracer = trace.get_tracer("chat")
client = OpenAI(base_url=os.environ["MODEL_URL"], api_key="none")
for message in ["Hello there", "How are you?"]:
    with tracer.start_as_current_span("chat turn") as span:
        span.set_attribute("gen_ai.conversation.id", os.environ["SAMPLE_ID"] + "-grpc")
        completion = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": message}])
        print(completion.choices[0].message.content)

if not provider.force_flush():
    raise SystemExit("not all was sent")
provider.shutdown()
