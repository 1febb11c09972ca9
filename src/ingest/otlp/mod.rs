//! OpenTelemetry's own wire: spans and log records, in protobuf or JSON, and the answers that its exporters expect.

mod answer;
mod json;
mod protobuf;
mod record;
mod told;
mod weight;

pub use answer::thanks;
use opentelemetry_proto::tonic::collector::logs::v1::ExportLogsServiceRequest;
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use prost::Message;
pub use protobuf::{report_of, report_of_logs};

use super::json::read;
use super::raw::{Report, Unreadable};
use weight::Request;

/// Reads an `ExportTraceServiceRequest`. No bytes of protobuf are a request without spans.
pub fn traces(body: &[u8], json: bool) -> Result<Report, Unreadable> {
    if json {
        return read(body).map(json::Traces::report);
    }
    weight::check(body, Request::Traces)?;
    ExportTraceServiceRequest::decode(body).map(report_of).map_err(not_protobuf)
}

/// Reads an `ExportLogsServiceRequest`: events of models become parts of their spans, all else is passed over.
pub fn logs(body: &[u8], json: bool) -> Result<Report, Unreadable> {
    if json {
        return read(body).map(json::Logs::report);
    }
    weight::check(body, Request::Logs)?;
    ExportLogsServiceRequest::decode(body).map(report_of_logs).map_err(not_protobuf)
}

/// Looks at an `ExportMetricsServiceRequest` only as far as to tell that it is one, and how many resources it passes over.
pub fn metrics(body: &[u8], json: bool) -> Result<Report, Unreadable> {
    let passed_over =
        if json { read::<json::Metrics>(body)?.resources() } else { weight::check(body, Request::Metrics)? };
    Ok(Report { passed_over, ..Report::default() })
}

#[expect(clippy::needless_pass_by_value, reason = "it is handed to map_err")]
fn not_protobuf(cause: prost::DecodeError) -> Unreadable {
    Unreadable(format!("not the protobuf of a request: {cause}"))
}
