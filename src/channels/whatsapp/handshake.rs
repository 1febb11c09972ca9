//! Meta's question when a callback address or its token is set: echo the challenge if the token is ours.

use std::sync::Arc;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::domain::account::Account;

/// The challenge to echo, or nothing when the request is not a subscription with a token of ours.
pub(super) fn answer(query: &[(String, String)], accounts: &[Arc<Account>]) -> Option<String> {
    let get = |name: &str| query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let token = get("hub.verify_token")?;
    let challenge = get("hub.challenge").filter(|challenge| !challenge.is_empty())?;
    let known = accounts.iter().filter_map(|account| account.verify_token.as_ref()).fold(false, |known, ours| {
        // Every token is compared, so that the time taken does not tell which one was nearly right.
        known | equal(ours.expose(), token)
    });
    (known && get("hub.mode") == Some("subscribe")).then(|| challenge.to_owned())
}

/// Compares in a time that does not depend on where the two differ: by their keyed hashes.
fn equal(ours: &str, theirs: &str) -> bool {
    let Ok(mac) = Hmac::<Sha256>::new_from_slice(ours.as_bytes()) else { return false };
    let tag = mac.clone().chain_update(ours).finalize().into_bytes();
    !ours.is_empty() && mac.chain_update(theirs).verify_slice(&tag).is_ok()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use uuid::Uuid;

    use super::answer;
    use crate::domain::account::{Account, Secret};
    use crate::domain::id::{ChannelId, ProjectId};

    fn account(token: Option<&str>) -> Arc<Account> {
        Arc::new(Account {
            channel: ChannelId(Uuid::nil()),
            project: ProjectId(Uuid::nil()),
            kind: "whatsapp".to_owned(),
            phone_number_id: None,
            waba_id: None,
            display_phone_number: None,
            app_secrets: vec![],
            verify_token: token.map(|token| Secret::new(token.to_owned())),
            access_token: None,
            api_url: String::new(),
            assistant: None,
        })
    }

    #[test]
    fn the_challenge_is_echoed_for_a_known_token_only() {
        let accounts = [account(None), account(Some("")), account(Some("first")), account(Some("second"))];
        for (what, query, want) in [
            ("first token", "subscribe first 1158201444", Some("1158201444")),
            ("second token", "subscribe second <b>&amp;", Some("<b>&amp;")),
            ("wrong token", "subscribe third 1", None),
            ("longer token", "subscribe firstx 1", None),
            ("empty token, although one account has none", "subscribe  1", None),
            ("other mode", "unsubscribe first 1", None),
            ("empty challenge", "subscribe first ", None),
        ] {
            let names = ["hub.mode", "hub.verify_token", "hub.challenge"];
            let pairs: Vec<_> =
                names.iter().map(|name| (*name).to_owned()).zip(query.split(' ').map(str::to_owned)).collect();
            assert_eq!(answer(&pairs, &accounts).as_deref(), want, "{what}");
        }
    }

    #[test]
    fn a_missing_parameter_is_a_no() {
        let full = [("hub.mode", "subscribe"), ("hub.verify_token", "t"), ("hub.challenge", "1")];
        let full: Vec<_> = full.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        assert_eq!(answer(&full, &[account(Some("t"))]).as_deref(), Some("1"));
        assert_eq!(answer(&full, &[]), None);
        for missing in 0..full.len() {
            let mut query = full.clone();
            let (name, _) = query.remove(missing);
            assert_eq!(answer(&query, &[account(Some("t"))]), None, "{name}");
        }
    }
}
