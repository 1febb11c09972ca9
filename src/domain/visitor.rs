//! Who a visitor of a web page is, as the page's own site says and signs: a JSON Web Token (RFC 7519) under the
//! widget's secret.
//!
//! Only HS256 is known here, so a token cannot choose how it is checked; a library for all of JOSE would bring the rest
//! and its history along.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::Deserialize;
use sha2::Sha256;
use time::{Duration, OffsetDateTime};

/// Longest life of a token from now.
const LIFE: Duration = Duration::hours(24);

/// What clocks may differ by.
const SKEW: Duration = Duration::minutes(1);

/// Longest token, in bytes.
const LONGEST: usize = 4096;

/// Somebody whom the site knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The site's own id of the person, 1 to 200 bytes.
    pub subject: String,
    /// Shown name.
    pub name: Option<String>,
    /// Address of mail, as the site says.
    pub email: Option<String>,
}

/// Why a token proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is no token, of another algorithm, or signed by somebody else; which of them is not told.
    #[error("is not a JSON Web Token that this widget's secret signed with HS256")]
    Unproven,
    /// Signed, but its claims cannot be used.
    #[error("{0}")]
    Claims(&'static str),
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    /// Extensions that must be understood; none is.
    crit: Option<serde_json::Value>,
}

#[derive(Deserialize)]
struct Claims {
    sub: String,
    exp: i64,
    #[serde(default)]
    nbf: Option<i64>,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    email: Option<String>,
}

/// Reads a token that one of these secrets must have signed.
///
/// # Errors
/// [`Refused`].
pub fn identity(token: &str, secrets: &[&str], now: OffsetDateTime) -> Result<Identity, Refused> {
    let parts: Vec<&str> = token.split('.').collect();
    let (&[header, claims, signature], true) = (parts.as_slice(), token.len() <= LONGEST) else {
        return Err(Refused::Unproven);
    };
    let read: Header = decode(header).ok_or(Refused::Unproven)?;
    let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| Refused::Unproven)?;
    let signed = token.rsplit_once('.').map_or("", |(signed, _)| signed);
    let is_proven = secrets.iter().any(|secret| {
        !secret.is_empty()
            && Hmac::<Sha256>::new_from_slice(secret.as_bytes())
                .is_ok_and(|mac| mac.chain_update(signed).verify_slice(&signature).is_ok())
    });
    if read.alg != "HS256" || read.crit.is_some() || !is_proven {
        return Err(Refused::Unproven);
    }
    let claims: Claims = decode(claims).ok_or(Refused::Claims(
        "is signed, but lacks the claims `sub` (text) and `exp` (seconds), or has `nbf`, `name` or `email` of another type",
    ))?;
    let subject = super::text::clean(claims.sub.trim());
    if !(1..=200).contains(&subject.len()) {
        return Err(Refused::Claims("has a `sub` that is empty or longer than 200 bytes"));
    }
    let exp = OffsetDateTime::from_unix_timestamp(claims.exp)
        .map_err(|_| Refused::Claims("has an `exp` that is no time in seconds"))?;
    if exp + SKEW < now {
        return Err(Refused::Claims("has expired; have the site sign a new one"));
    }
    if exp > now + LIFE + SKEW {
        return Err(Refused::Claims("has an `exp` more than 24 hours ahead; sign tokens for less"));
    }
    if claims.nbf.is_some_and(|nbf| nbf > (now + SKEW).unix_timestamp()) {
        return Err(Refused::Claims("is not valid yet; compare the clocks"));
    }
    let short = |text: Option<String>| {
        text.map(|text| super::text::clean(super::text::cut(text.trim(), 200))).filter(|text| !text.is_empty())
    };
    Ok(Identity { subject, name: short(claims.name), email: short(claims.email) })
}

fn decode<T: serde::de::DeserializeOwned>(part: &str) -> Option<T> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use time::macros::datetime;

    use super::*;

    const NOW: OffsetDateTime = datetime!(2026-03-01 12:00 UTC);

    fn token(header: &Value, claims: &Value, secret: &str) -> String {
        let signed = [header, claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string())).join(".");
        let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap().chain_update(&signed);
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
    }

    #[test]
    fn a_published_token_is_read() {
        // RFC 7515, appendix A.1, has a binary key; this is the example of jwt.io, whose `exp` is missing.
        let published = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c";
        assert!(matches!(identity(published, &["your-256-bit-secret"], NOW), Err(Refused::Claims(_))), "it is signed");
        assert_eq!(identity(published, &["another"], NOW), Err(Refused::Unproven));
    }

    #[test]
    fn nobody_becomes_somebody_else() {
        let header = json!({"alg": "HS256", "typ": "JWT"});
        let exp = NOW.unix_timestamp() + 600;
        let claims = json!({"sub": "42", "exp": exp, "name": "Ana", "email": "ana@example.com"});
        let good = token(&header, &claims, "s3cret");
        let ana = Identity { subject: "42".into(), name: Some("Ana".into()), email: Some("ana@example.com".into()) };
        assert_eq!(identity(&good, &["new", "s3cret"], NOW), Ok(ana));
        let (signed, signature) = good.rsplit_once('.').unwrap();
        let unproven = [
            ("nothing", String::new()),
            ("unsigned", format!("{signed}.")),
            ("without a signature", signed.to_owned()),
            ("another signature", format!("{signed}.{}", signature.replace(&signature[..1], "A"))),
            ("alg none", token(&json!({"alg": "none"}), &claims, "s3cret")),
            ("alg HS512", token(&json!({"alg": "HS512"}), &claims, "s3cret")),
            ("an extension", token(&json!({"alg": "HS256", "crit": ["exp"]}), &claims, "s3cret")),
            ("another secret", token(&header, &claims, "guess")),
            ("the empty secret", token(&header, &claims, "")),
            ("four parts", format!("{good}.x")),
            ("too long", token(&header, &json!({"sub": "4".repeat(5000), "exp": exp}), "s3cret")),
        ];
        for (what, token) in unproven {
            assert_eq!(identity(&token, &["s3cret", ""], NOW), Err(Refused::Unproven), "{what}");
        }
        let claimed = [
            ("no subject", json!({"exp": exp})),
            ("a null subject", json!({"sub": null, "exp": exp})),
            ("an array", json!({"sub": ["42"], "exp": exp})),
            ("a number", json!({"sub": 42, "exp": exp})),
            ("an empty subject", json!({"sub": " ", "exp": exp})),
            ("no end", json!({"sub": "42"})),
            ("an end as text", json!({"sub": "42", "exp": exp.to_string()})),
            ("ended", json!({"sub": "42", "exp": NOW.unix_timestamp() - 61})),
            ("too long a life", json!({"sub": "42", "exp": NOW.unix_timestamp() + 86_400 + 61})),
            ("an end beyond all times", json!({"sub": "42", "exp": i64::MAX})),
            ("not yet", json!({"sub": "42", "exp": exp, "nbf": NOW.unix_timestamp() + 61})),
            ("a beginning as text", json!({"sub": "42", "exp": exp, "nbf": "0"})),
        ];
        for (what, claims) in claimed {
            let read = identity(&token(&header, &claims, "s3cret"), &["s3cret"], NOW);
            assert!(matches!(read, Err(Refused::Claims(_))), "{what}: {read:?}");
        }
    }
}
