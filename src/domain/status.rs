//! Delivery statuses of a message and their one-way order (spec: WhatsApp status webhooks).

/// The highest rank reported decides what is shown; `failed` is terminal.
#[must_use]
pub fn rank(status: &str) -> i16 {
    match status {
        "queued" => 1,
        "sent" => 2,
        "delivered" => 3,
        "read" => 4,
        "played" => 5,
        "failed" => 9,
        _ => 0,
    }
}

/// The word of a rank; rank 0 stands for words we keep but do not order.
#[must_use]
pub fn name(rank: i16) -> Option<&'static str> {
    match rank {
        1 => Some("queued"),
        2 => Some("sent"),
        3 => Some("delivered"),
        4 => Some("read"),
        5 => Some("played"),
        9 => Some("failed"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{name, rank};

    #[test]
    fn ranks_rise_along_a_delivery() {
        let order = ["queued", "sent", "delivered", "read", "played", "failed"];
        for pair in order.windows(2) {
            assert!(rank(pair[0]) < rank(pair[1]), "{pair:?}");
        }
        for word in order {
            assert_eq!(name(rank(word)), Some(word));
        }
    }
}
