//! OpenTelemetry over gRPC, on a port of its own: the same reports by the same key, for programs that speak nothing else.

use std::net::SocketAddr;

use opentelemetry_proto::tonic::collector::logs::v1::logs_service_server::{LogsService, LogsServiceServer};
use opentelemetry_proto::tonic::collector::logs::v1::{
    ExportLogsPartialSuccess, ExportLogsServiceRequest, ExportLogsServiceResponse,
};
use opentelemetry_proto::tonic::collector::metrics::v1::metrics_service_server::{
    MetricsService, MetricsServiceServer,
};
use opentelemetry_proto::tonic::collector::metrics::v1::{ExportMetricsServiceRequest, ExportMetricsServiceResponse};
use opentelemetry_proto::tonic::collector::trace::v1::trace_service_server::{TraceService, TraceServiceServer};
use opentelemetry_proto::tonic::collector::trace::v1::{
    ExportTracePartialSuccess, ExportTraceServiceRequest, ExportTraceServiceResponse,
};
use tonic::codec::CompressionEncoding::Gzip;
use tonic::metadata::MetadataMap;
use tonic::transport::Server;
use tonic::transport::server::TcpIncoming;
use tonic::{Request, Response, Status};

use super::otlp::SOURCE;
use super::{Reporter, by_key, record};
use crate::app::App;
use crate::http::error::Error;
use crate::ingest::otlp;
use crate::ingest::raw::Report;

/// Largest message in bytes, unpacked; exporters send far smaller ones, and what is larger may come by HTTP.
const MESSAGE: usize = 4 << 20;

/// Messages of one connection that are read at once.
const AT_ONCE: usize = 4;

/// Serves until the program is asked to stop; an address that is taken is said once, and the program goes on without.
pub async fn run(app: &App) {
    let Ok(Some(address)) = app.config.ingest.grpc_address() else { return };
    match listen(address) {
        Ok((listener, _)) => serve(app, listener).await,
        Err(error) => tracing::warn!(
            grpc.address = %address,
            error = %error,
            "OpenTelemetry over gRPC is not listened for: set ingest.grpc_listen to a free address, or to nothing."
        ),
    }
}

/// Serves on this listener until the program is asked to stop.
pub async fn serve(app: &App, listener: TcpIncoming) {
    let door = Door(app.clone());
    let traces = TraceServiceServer::new(door.clone()).accept_compressed(Gzip).max_decoding_message_size(MESSAGE);
    let logs = LogsServiceServer::new(door.clone()).accept_compressed(Gzip).max_decoding_message_size(MESSAGE);
    let metrics = MetricsServiceServer::new(door).accept_compressed(Gzip).max_decoding_message_size(MESSAGE);
    let served = Server::builder()
        .concurrency_limit_per_connection(AT_ONCE)
        .add_service(traces)
        .add_service(logs)
        .add_service(metrics)
        .serve_with_incoming_shutdown(listener, app.stop.cancelled());
    if let Err(error) = served.await {
        tracing::error!(error = %error, "OpenTelemetry over gRPC is not served any more.");
    }
}

/// Listens, and tells where: port 0 gets a free one.
///
/// # Errors
/// When the address cannot be listened on.
pub fn listen(address: SocketAddr) -> std::io::Result<(TcpIncoming, SocketAddr)> {
    let listener = TcpIncoming::bind(address)?;
    let bound = listener.local_addr()?;
    Ok((listener, bound))
}

#[derive(Clone)]
struct Door(App);

impl Door {
    async fn reporter(&self, metadata: &MetadataMap) -> Result<Reporter, Status> {
        let key = metadata.get("authorization").and_then(|value| value.to_str().ok()).unwrap_or_default();
        let key = key.split_once(' ').map_or(key, |(_, key)| key).trim();
        by_key(&self.0, key).await.map_err(status)
    }

    async fn record(&self, reporter: &Reporter, metadata: &MetadataMap, report: Report) -> Result<Report, Status> {
        let sdk = super::sdk(&metadata.clone().into_headers());
        record(&self.0, reporter, SOURCE, sdk, report).await.map_err(status)
    }
}

#[tonic::async_trait]
impl TraceService for Door {
    async fn export(
        &self,
        request: Request<ExportTraceServiceRequest>,
    ) -> Result<Response<ExportTraceServiceResponse>, Status> {
        let (metadata, _, message) = request.into_parts();
        let reporter = self.reporter(&metadata).await?;
        let rest = self.record(&reporter, &metadata, otlp::report_of(message)).await?;
        let partial_success = (rest.rejected > 0).then(|| ExportTracePartialSuccess {
            rejected_spans: i64::try_from(rest.rejected).unwrap_or(i64::MAX),
            error_message: rest.reasons.join("; "),
        });
        Ok(Response::new(ExportTraceServiceResponse { partial_success }))
    }
}

#[tonic::async_trait]
impl LogsService for Door {
    async fn export(
        &self,
        request: Request<ExportLogsServiceRequest>,
    ) -> Result<Response<ExportLogsServiceResponse>, Status> {
        let (metadata, _, message) = request.into_parts();
        let reporter = self.reporter(&metadata).await?;
        let rest = self.record(&reporter, &metadata, otlp::report_of_logs(message)).await?;
        let partial_success = (rest.rejected > 0).then(|| ExportLogsPartialSuccess {
            rejected_log_records: i64::try_from(rest.rejected).unwrap_or(i64::MAX),
            error_message: rest.reasons.join("; "),
        });
        Ok(Response::new(ExportLogsServiceResponse { partial_success }))
    }
}

#[tonic::async_trait]
impl MetricsService for Door {
    async fn export(
        &self,
        request: Request<ExportMetricsServiceRequest>,
    ) -> Result<Response<ExportMetricsServiceResponse>, Status> {
        self.reporter(request.metadata()).await?;
        Ok(Response::new(ExportMetricsServiceResponse::default()))
    }
}

/// What a client is told; only `UNAVAILABLE` and `RESOURCE_EXHAUSTED` have it try again.
fn status(error: Error) -> Status {
    match error {
        Error::Unauthorised => {
            Status::unauthenticated("Send a key with the scope `ingest` as `authorization: Bearer`.")
        }
        Error::Forbidden(why) => Status::permission_denied(why),
        Error::TooMany(what, most, _) => {
            Status::resource_exhausted(format!("More than {most} {what} within a minute."))
        }
        Error::Unavailable(_) => Status::unavailable("The database does not answer just now."),
        error => {
            tracing::error!(error = ?error, "Spans that came over gRPC were not recorded.");
            Status::unavailable("They could not be recorded just now.")
        }
    }
}
