//! Whether Meta signed a request: HMAC-SHA256 over the raw bytes, keyed with the app secret.

use std::collections::HashMap;
use std::sync::Arc;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::domain::account::Account;
use crate::domain::inbound::{Inbound, Rejected, Verified};

/// Finds the accounts that one of their secrets proves the request for.
///
/// The bytes are hashed as they came: any decoding or re-encoding would fail on the first accent. Every distinct
/// secret is tried once, also after one fitted, because several accounts may share an app.
pub(super) fn verify(inbound: Inbound, accounts: &[Arc<Account>]) -> Result<Verified, Rejected> {
    let tag = inbound.signature.as_deref().and_then(tag).ok_or(Rejected::Unsigned)?;
    let mut tried: HashMap<&str, bool> = HashMap::new();
    let mut matched = Vec::new();
    for account in accounts {
        let mut fits = false;
        for secret in &account.app_secrets {
            // An empty key would let anybody sign.
            let secret = secret.expose();
            fits |= !secret.is_empty() && *tried.entry(secret).or_insert_with(|| signs(secret, &inbound.body, &tag));
        }
        if fits {
            matched.push(Arc::clone(account));
        }
    }
    if matched.is_empty() {
        return Err(Rejected::Unsigned);
    }
    // Iterative, so that no depth of nesting overflows the stack, and content with numbers or escapes that our types
    // cannot hold.
    serde_json::from_slice::<serde::de::IgnoredAny>(&inbound.body).map_err(|_| Rejected::NotJson)?;
    Ok(Verified::new(inbound, matched))
}

/// The 32 bytes of `sha256=` and 64 hex digits, and nothing else.
fn tag(header: &[u8]) -> Option<[u8; 32]> {
    let mut tag = [0; 32];
    hex::decode_to_slice(header.strip_prefix(b"sha256=")?, &mut tag).ok()?;
    Some(tag)
}

fn signs(secret: &str, body: &[u8], tag: &[u8; 32]) -> bool {
    Hmac::<Sha256>::new_from_slice(secret.as_bytes()).is_ok_and(|mac| mac.chain_update(body).verify_slice(tag).is_ok())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use bytes::Bytes;
    use time::OffsetDateTime;
    use uuid::Uuid;

    use super::verify;
    use crate::domain::account::{Account, Secret};
    use crate::domain::id::{ChannelId, ProjectId};
    use crate::domain::inbound::{Inbound, Rejected};

    const SECRET: &str = "It's a Secret to Everybody";
    /// The published vector of this header scheme, for the body `Hello, World!`.
    const VECTOR: &str = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    /// HMAC-SHA256 of `{}` under the same secret.
    const OF_EMPTY_OBJECT: &str = "50b0123e6e44430d2c43ecca0ee520d961ffd326425c07859f70a57161c3ebcd";

    fn account(number: u128, secrets: &[&str]) -> Arc<Account> {
        Arc::new(Account {
            channel: ChannelId(Uuid::from_u128(number)),
            project: ProjectId(Uuid::from_u128(100)),
            kind: "whatsapp".to_owned(),
            phone_number_id: Some(number.to_string()),
            waba_id: None,
            display_phone_number: None,
            app_secrets: secrets.iter().map(|secret| Secret::new((*secret).to_owned())).collect(),
            verify_token: None,
            access_token: None,
            api_url: String::new(),
            assistant: None,
        })
    }

    fn inbound(signature: Option<&[u8]>, body: &'static str) -> Inbound {
        Inbound {
            signature: signature.map(<[u8]>::to_vec),
            body: Bytes::from_static(body.as_bytes()),
            received_at: OffsetDateTime::UNIX_EPOCH,
        }
    }

    /// The channels that a header proves, for the body `{}`.
    fn proved(header: &[u8], accounts: &[Arc<Account>]) -> Result<Vec<u128>, Rejected> {
        let verified = verify(inbound(Some(header), "{}"), accounts)?;
        Ok(verified.accounts().iter().map(|account| account.channel.0.as_u128()).collect())
    }

    #[test]
    fn the_published_vector_is_a_good_signature_of_something_that_is_not_json() {
        let header = format!("sha256={VECTOR}");
        let refused = |body| verify(inbound(Some(header.as_bytes()), body), &[account(1, &[SECRET])]).err();
        assert_eq!(refused("Hello, World!"), Some(Rejected::NotJson));
        assert_eq!(refused("Hello, World?"), Some(Rejected::Unsigned));
    }

    #[test]
    fn every_header_but_the_right_one_is_refused_alike() {
        let good = OF_EMPTY_OBJECT;
        let upper = good.to_uppercase();
        for (what, header, want) in [
            ("right", format!("sha256={good}").into_bytes(), true),
            ("upper case digits", format!("sha256={upper}").into_bytes(), true),
            ("of another body", format!("sha256={VECTOR}").into_bytes(), false),
            ("no prefix", good.as_bytes().to_vec(), false),
            ("upper case prefix", format!("SHA256={good}").into_bytes(), false),
            ("SHA-1", b"sha1=2fd4e1c67a2d28fced849ee1bb76e7391b93eb12".to_vec(), false),
            ("63 digits", format!("sha256={}", &good[..63]).into_bytes(), false),
            ("65 digits", format!("sha256={good}0").into_bytes(), false),
            ("62 digits", format!("sha256={}", &good[..62]).into_bytes(), false),
            ("space after", format!("sha256={good} ").into_bytes(), false),
            ("space before", format!(" sha256={good}").into_bytes(), false),
            ("two signatures", format!("sha256={good},sha256={good}").into_bytes(), false),
            ("prefix alone", b"sha256=".to_vec(), false),
            ("empty", Vec::new(), false),
            ("not hex", format!("sha256={}", "g".repeat(64)).into_bytes(), false),
            ("not ASCII", [b"sha256=".as_slice(), &[0xff; 64]].concat(), false),
            ("digits of another script", format!("sha256={}", "٣".repeat(32)).into_bytes(), false),
        ] {
            let got = proved(&header, &[account(1, &[SECRET])]);
            assert_eq!(got, if want { Ok(vec![1]) } else { Err(Rejected::Unsigned) }, "{what}");
        }
        assert_eq!(verify(inbound(None, "{}"), &[account(1, &[SECRET])]).err(), Some(Rejected::Unsigned), "no header");
    }

    #[test]
    fn only_the_accounts_whose_secret_fits_are_proved() {
        let header = format!("sha256={OF_EMPTY_OBJECT}").into_bytes();
        for (what, accounts, want) in [
            ("no accounts", vec![], Err(Rejected::Unsigned)),
            ("wrong secret", vec![account(1, &["other"])], Err(Rejected::Unsigned)),
            ("no secret", vec![account(1, &[])], Err(Rejected::Unsigned)),
            ("old secret during a rotation", vec![account(1, &["new", SECRET])], Ok(vec![1])),
            ("new secret during a rotation", vec![account(1, &[SECRET, "old"])], Ok(vec![1])),
            (
                "two numbers of one app and one of another",
                vec![account(1, &[SECRET]), account(2, &["other"]), account(3, &[SECRET])],
                Ok(vec![1, 3]),
            ),
        ] {
            assert_eq!(proved(&header, &accounts), want, "{what}");
        }
    }

    #[test]
    fn an_empty_secret_proves_nothing() {
        use hmac::{Hmac, KeyInit, Mac};
        let mac = Hmac::<sha2::Sha256>::new_from_slice(b"").unwrap().chain_update("{}").finalize().into_bytes();
        let header = format!("sha256={}", hex::encode(mac));
        assert_eq!(proved(header.as_bytes(), &[account(1, &[""])]), Err(Rejected::Unsigned));
    }

    #[test]
    fn json_that_no_type_of_ours_could_hold_is_json_all_the_same() {
        use hmac::{Hmac, KeyInit, Mac};
        let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
        for (what, body, want) in [
            ("deep", deep.as_str(), None),
            ("lone surrogate", r#""\ud800""#, None),
            ("huge number", "1e400", None),
            ("scalar", "null", None),
            ("empty", "", Some(Rejected::NotJson)),
            ("two values", "{}{}", Some(Rejected::NotJson)),
            ("cut short", r#"{"entry":["#, Some(Rejected::NotJson)),
            ("byte order mark", "\u{feff}{}", Some(Rejected::NotJson)),
        ] {
            let mac = Hmac::<sha2::Sha256>::new_from_slice(SECRET.as_bytes()).unwrap().chain_update(body);
            let inbound = Inbound {
                signature: Some(format!("sha256={}", hex::encode(mac.finalize().into_bytes())).into_bytes()),
                body: Bytes::copy_from_slice(body.as_bytes()),
                received_at: OffsetDateTime::UNIX_EPOCH,
            };
            assert_eq!(verify(inbound, &[account(1, &[SECRET])]).err(), want, "{what}");
        }
    }
}
