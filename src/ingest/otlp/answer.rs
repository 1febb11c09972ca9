//! What exporters are answered: thanks, thanks for a part, and why not.

use opentelemetry_proto::tonic::collector::trace::v1::{ExportTracePartialSuccess, ExportTraceServiceResponse};
use prost::Message;
use serde_json::json;

use crate::ingest::raw::Report;

/// The body that goes with 200: an `ExportTraceServiceResponse`, which is no bytes, or `{}`, when all was kept.
///
/// It serves for logs and metrics too, of which nothing is ever rejected.
#[must_use]
pub fn thanks(report: &Report, json: bool) -> Vec<u8> {
    let reasons = report.reasons.join("; ");
    if json && report.rejected == 0 {
        return b"{}".to_vec();
    }
    if json {
        let count = report.rejected.to_string();
        return json!({"partialSuccess": {"rejectedSpans": count, "errorMessage": reasons}}).to_string().into_bytes();
    }
    let rejected_spans = i64::try_from(report.rejected).unwrap_or(i64::MAX);
    let partial_success =
        (rejected_spans > 0).then_some(ExportTracePartialSuccess { rejected_spans, error_message: reasons });
    ExportTraceServiceResponse { partial_success }.encode_to_vec()
}

#[cfg(test)]
mod tests {
    use super::thanks;
    use crate::ingest::raw::Report;

    #[test]
    fn thanks_tell_of_what_was_rejected() {
        let all = Report { passed_over: 3, ..Report::default() };
        assert_eq!((thanks(&all, false), thanks(&all, true)), (vec![], b"{}".to_vec()));
        let some = Report { rejected: 1, reasons: vec!["span too old"], ..Report::default() };
        assert_eq!(thanks(&some, false), b"\x0a\x10\x08\x01\x12\x0cspan too old");
        let json = String::from_utf8(thanks(&some, true)).unwrap();
        assert_eq!(json, r#"{"partialSuccess":{"errorMessage":"span too old","rejectedSpans":"1"}}"#);
        let more = Report { rejected: 300, reasons: vec!["a", "b"], ..Report::default() };
        assert_eq!(thanks(&more, false), b"\x0a\x09\x08\xac\x02\x12\x04a; b");
    }
}
