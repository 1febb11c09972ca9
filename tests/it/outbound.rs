//! Calls to other hosts stay on the public internet, follow nobody, and are bounded.

use reqwest::Method;
use verbatim::config::Config;
use verbatim::outbound::{Outbound, OutboundError};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

fn outbound(allow_private: bool) -> Outbound {
    let mut settings = Config::from_file(None).unwrap().outbound;
    settings.allow_private = allow_private;
    settings.first_byte_s = 1;
    Outbound::new(&settings).unwrap()
}

async fn call(outbound: &Outbound, url: &str) -> Result<u16, OutboundError> {
    let request = outbound.request(Method::GET, url)?;
    outbound.send(request, 1000).await.map(|answer| answer.status().as_u16())
}

#[tokio::test]
async fn the_network_around_us_is_never_called() {
    let trap = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(200)).expect(0).mount(&trap).await;
    let port = trap.address().port();
    let outbound = outbound(false);
    for host in [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.1",
        "017700000001",
        "127.0.0.1.",
        "0",
        "0.0.0.0",
        "localhost",
        "LOCALHOST",
        "user:pass@127.0.0.1",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "169.254.169.254",
        "[::ffff:a9fe:a9fe]",
        "[fd00:ec2::254]",
        "１２７.0.0.1",
        "①②⑦.0.0.1",
    ] {
        let answer = call(&outbound, &format!("http://{host}:{port}/")).await;
        assert_eq!(answer, Err(OutboundError::Private), "{host}");
    }
    for url in ["file:///etc/passwd", "ftp://example.com/", "gopher://127.0.0.1/", "unix:/x", "http://", "/v1", ""] {
        assert_eq!(call(&outbound, url).await, Err(OutboundError::NotHttp), "{url}");
    }
}

#[tokio::test]
async fn a_private_model_is_called_when_the_operator_allows_it() {
    let model = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(204)).expect(2).mount(&model).await;
    let outbound = outbound(true);
    let port = model.address().port();
    assert_eq!(call(&outbound, &format!("http://127.0.0.1:{port}/")).await, Ok(204));
    assert_eq!(call(&outbound, &format!("http://localhost:{port}/")).await, Ok(204));
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let trap = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(200)).expect(0).mount(&trap).await;
    let host = MockServer::start().await;
    let elsewhere = ResponseTemplate::new(302).insert_header("location", trap.uri().as_str());
    Mock::given(any()).respond_with(elsewhere).mount(&host).await;
    assert_eq!(call(&outbound(true), &host.uri()).await, Ok(302));
}

#[tokio::test]
async fn an_answer_is_read_up_to_its_limit() {
    let host = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(200).set_body_bytes(vec![b'x'; 5000])).mount(&host).await;
    let outbound = outbound(true);
    for (most, want) in [(5000, Ok(5000)), (4999, Err(OutboundError::TooLarge(4999)))] {
        let request = outbound.request(Method::GET, &host.uri()).unwrap();
        let mut answer = outbound.send(request, most).await.unwrap();
        let mut read = 0;
        let end = loop {
            match answer.chunk().await {
                Ok(Some(bytes)) => read += bytes.len(),
                Ok(None) => break Ok(read),
                Err(error) => break Err(error),
            }
        };
        assert_eq!(end, want);
    }
}

#[tokio::test]
async fn a_host_that_is_silent_or_gone_is_told_apart() {
    let host = MockServer::start().await;
    let late = ResponseTemplate::new(200).set_delay(std::time::Duration::from_secs(30));
    Mock::given(any()).respond_with(late).mount(&host).await;
    let outbound = outbound(true);
    assert_eq!(call(&outbound, &host.uri()).await, Err(OutboundError::TimedOut));
    let free = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    assert_eq!(call(&outbound, &format!("http://{free}/")).await, Err(OutboundError::Unreachable));
}
