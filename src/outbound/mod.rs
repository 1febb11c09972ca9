//! The one client for calls to other hosts: it refuses addresses that are not public, follows no redirect, asks no
//! proxy of the environment, and bounds what it reads and how long it waits.

pub mod address;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::HeaderName;
use reqwest::{Method, RequestBuilder, StatusCode};
use time::OffsetDateTime;
use url::{Host, Url};

use crate::config;
use crate::signing::Secrets;

/// Longest wait for a connection, name look-up included.
const CONNECT: Duration = Duration::from_secs(10);

/// Makes calls to other hosts; cheap to clone.
#[derive(Clone)]
pub struct Outbound {
    client: reqwest::Client,
    allow_private: bool,
    first_byte: Duration,
    idle: Duration,
}

/// Why a call gave no answer, or not a whole one. Says nothing of what was sent, nor where to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OutboundError {
    /// Not an `http` or `https` URL with a host.
    #[error("the address is not an http or https URL")]
    NotHttp,
    /// The host is, or resolves only to, addresses that are not public.
    #[error("the address is not on the public internet, and the setting outbound.allow_private is off")]
    Private,
    /// No connection, or none that could be trusted.
    #[error("the host cannot be reached")]
    Unreachable,
    /// One of the limits of `[outbound]` passed.
    #[error("the host took too long")]
    TimedOut,
    /// The connection ended before the answer did.
    #[error("the answer broke off")]
    BrokeOff,
    /// The answer has more bytes than are read.
    #[error("the answer is larger than {0} bytes")]
    TooLarge(usize),
}

/// A host whose every address was refused; found again in the depths of the client's error.
#[derive(Debug, thiserror::Error)]
#[error("no public address")]
struct NotPublic;

struct Resolver {
    allow_private: bool,
}

impl Resolve for Resolver {
    /// The addresses that will be connected to are the ones that were judged, so a name that changes its mind gains
    /// nothing.
    fn resolve(&self, name: Name) -> Resolving {
        let allow_private = self.allow_private;
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            let allowed: Vec<SocketAddr> =
                found.into_iter().filter(|found| allow_private || address::is_public(found.ip())).collect();
            if allowed.is_empty() {
                return Err(NotPublic.into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

impl Outbound {
    /// A client with the limits of `[outbound]`.
    ///
    /// # Errors
    /// When the TLS library refuses its own set-up.
    pub fn new(settings: &config::Outbound) -> Result<Self, reqwest::Error> {
        // Refused when it is there already, which is as good.
        let _already = rustls::crypto::ring::default_provider().install_default();
        let builder = || {
            reqwest::Client::builder()
                .no_proxy()
                .redirect(reqwest::redirect::Policy::none())
                .referer(false)
                // Another crate's features bring HTTP/2 in; a stream that is reset in it says less of what arrived.
                .http1_only()
                .connect_timeout(CONNECT)
                .timeout(Duration::from_secs(settings.total_s))
                .user_agent(concat!("verbatim/", env!("CARGO_PKG_VERSION")))
                .dns_resolver(Arc::new(Resolver { allow_private: settings.allow_private }))
        };
        let client = if let Ok(client) = builder().build() {
            client
        } else {
            tracing::warn!(
                "No CA certificates were found: calls to https addresses fail until ca-certificates is installed."
            );
            builder().tls_certs_only([]).build()?
        };
        Ok(Self {
            client,
            allow_private: settings.allow_private,
            first_byte: Duration::from_secs(settings.first_byte_s),
            idle: Duration::from_secs(settings.idle_s),
        })
    }

    /// A request to be filled and given to [`Outbound::send`].
    ///
    /// # Errors
    /// [`OutboundError::NotHttp`], and [`OutboundError::Private`] for an address written as a number, which no
    /// resolver is asked about.
    pub fn request(&self, method: Method, url: &str) -> Result<RequestBuilder, OutboundError> {
        let url = Url::parse(url).map_err(|_| OutboundError::NotHttp)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(OutboundError::NotHttp);
        }
        let literal = match url.host().ok_or(OutboundError::NotHttp)? {
            Host::Domain(_) => None,
            Host::Ipv4(address) => Some(address.into()),
            Host::Ipv6(address) => Some(address.into()),
        };
        if literal.is_some_and(|literal| !self.allow_private && !address::is_public(literal)) {
            return Err(OutboundError::Private);
        }
        Ok(self.client.request(method, url))
    }

    /// A request with a JSON body, signed as Standard Webhooks sign; `id` names it, so that the other side can tell a
    /// repeat.
    ///
    /// # Errors
    /// As [`Outbound::request`].
    pub fn signed(
        &self,
        method: Method,
        url: &str,
        secrets: &Secrets,
        id: &str,
        body: String,
        now: OffsetDateTime,
    ) -> Result<RequestBuilder, OutboundError> {
        let seconds = now.unix_timestamp().to_string();
        let signature = secrets.sign(id, &seconds, body.as_bytes(), now);
        let request = self.request(method, url)?.header("content-type", "application/json");
        let request = request.header("webhook-id", id).header("webhook-timestamp", seconds);
        Ok(request.header("webhook-signature", signature).body(body))
    }

    /// Sends a request of [`Outbound::request`] and waits for the head of its answer, of whose body at most `most`
    /// bytes will be read.
    ///
    /// # Errors
    /// [`OutboundError`]; a status of any kind is an answer.
    pub async fn send(&self, request: RequestBuilder, most: usize) -> Result<Answer, OutboundError> {
        self.exchange(request, most, self.first_byte).await
    }

    /// As [`Outbound::send`], for a request whose body is long: it and its answer may take as long as `wait`.
    ///
    /// # Errors
    /// As [`Outbound::send`].
    pub async fn send_within(
        &self,
        request: RequestBuilder,
        most: usize,
        wait: Duration,
    ) -> Result<Answer, OutboundError> {
        self.exchange(request.timeout(wait), most, wait).await
    }

    async fn exchange(&self, request: RequestBuilder, most: usize, wait: Duration) -> Result<Answer, OutboundError> {
        let response = tokio::time::timeout(wait, request.send())
            .await
            .map_err(|_| OutboundError::TimedOut)?
            // Only what never had a connection is known not to have arrived.
            .map_err(
                |error| if error.is_connect() { unreachable(&error) } else { kind(&error, OutboundError::BrokeOff) },
            )?;
        Ok(Answer { response, idle: self.idle, most, left: most })
    }
}

/// The head of an answer, and its body as it comes.
pub struct Answer {
    response: reqwest::Response,
    idle: Duration,
    most: usize,
    left: usize,
}

impl Answer {
    /// The status as sent; a redirect is not followed and stands as such.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.response.status()
    }

    /// A header, if it is there and text.
    #[must_use]
    pub fn header(&self, name: &HeaderName) -> Option<&str> {
        self.response.headers().get(name)?.to_str().ok()
    }

    /// The next bytes, or none at the end.
    ///
    /// # Errors
    /// [`OutboundError::TimedOut`], [`OutboundError::BrokeOff`] and [`OutboundError::TooLarge`].
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, OutboundError> {
        let chunk = tokio::time::timeout(self.idle, self.response.chunk())
            .await
            .map_err(|_| OutboundError::TimedOut)?
            .map_err(|error| kind(&error, OutboundError::BrokeOff))?;
        if let Some(bytes) = &chunk {
            self.left = self.left.checked_sub(bytes.len()).ok_or(OutboundError::TooLarge(self.most))?;
        }
        Ok(chunk)
    }

    /// The whole body.
    ///
    /// # Errors
    /// As [`Answer::chunk`].
    pub async fn whole(&mut self) -> Result<Vec<u8>, OutboundError> {
        let mut body = Vec::new();
        while let Some(bytes) = self.chunk().await? {
            body.extend_from_slice(&bytes);
        }
        Ok(body)
    }

    /// The first bytes of the body, as many as come without a fault, at most `most`.
    pub async fn beginning(&mut self, most: usize) -> Vec<u8> {
        let mut body = Vec::new();
        while let (true, Ok(Some(bytes))) = (body.len() < most, self.chunk().await) {
            body.extend_from_slice(&bytes);
        }
        body.truncate(most);
        body
    }
}

fn unreachable(error: &reqwest::Error) -> OutboundError {
    match kind(error, OutboundError::Unreachable) {
        OutboundError::Private => OutboundError::Private,
        _ => OutboundError::Unreachable,
    }
}

fn kind(error: &reqwest::Error, otherwise: OutboundError) -> OutboundError {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if error.is::<NotPublic>() {
            return OutboundError::Private;
        }
        cause = error.source();
    }
    if error.is_timeout() { OutboundError::TimedOut } else { otherwise }
}
