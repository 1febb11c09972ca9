//! Pages of a list by key: where a page begins is the sort key and id of a row, never a count of rows before it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// What a list of conversations is sorted by; rows of equal value follow their ids.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The time of the newest message.
    #[default]
    LastActivity,
    /// The time of the first message.
    Started,
    /// The total cost.
    Cost,
    /// The number of messages.
    Messages,
}

/// Up or down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Smallest, oldest first.
    Ascending,
    /// Greatest, newest first.
    #[default]
    Descending,
}

impl Order {
    /// The other way round.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::Ascending => Self::Descending,
            Self::Descending => Self::Ascending,
        }
    }
}

/// The place of a row in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Microseconds since 1970, nano-units or a count, by the list's sort.
    pub key: i64,
    /// The row.
    pub id: Uuid,
}

/// Which way a page lies from its cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The rows after it, in the list's order.
    Forward,
    /// The rows before it, in the list's order.
    Backward,
}

/// What was asked for, as a cursor remembers it: a cursor of one list means nothing in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint([u8; 8]);

impl Fingerprint {
    /// Of the parameters that decide on rows and order, in any order.
    #[must_use]
    pub fn of<'a>(parameters: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut parameters: Vec<_> = parameters.into_iter().collect();
        parameters.sort_unstable();
        let mut hash = Sha256::new();
        for (name, value) in parameters {
            for text in [name, value] {
                hash.update((text.len() as u64).to_be_bytes());
                hash.update(text);
            }
        }
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&hash.finalize()[..8]);
        Self(bytes)
    }
}

/// A place between two rows and the way to go from there; opaque to callers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The row next to it; not part of the page.
    pub position: Position,
    /// Where the page lies.
    pub direction: Direction,
    /// The list it belongs to.
    pub fingerprint: Fingerprint,
}

/// Marks the layout, so that a later one can tell.
const VERSION: u8 = 1;
const LENGTH: usize = 2 + 8 + 8 + 16;

impl Cursor {
    /// As text that fits a query parameter unescaped.
    #[must_use]
    pub fn encode(&self) -> String {
        let mut bytes = Vec::with_capacity(LENGTH);
        bytes.extend([VERSION, u8::from(self.direction == Direction::Backward)]);
        bytes.extend(self.fingerprint.0);
        bytes.extend(self.position.key.to_be_bytes());
        bytes.extend(self.position.id.as_bytes());
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Reads what [`Cursor::encode`] wrote; nothing for any other text.
    #[must_use]
    pub fn decode(text: &str) -> Option<Self> {
        let bytes: [u8; LENGTH] = URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()?;
        let direction = match (bytes[0], bytes[1]) {
            (VERSION, 0) => Direction::Forward,
            (VERSION, 1) => Direction::Backward,
            _ => return None,
        };
        Some(Self {
            position: Position {
                key: i64::from_be_bytes(bytes[10..18].try_into().ok()?),
                id: Uuid::from_slice(&bytes[18..]).ok()?,
            },
            direction,
            fingerprint: Fingerprint(bytes[2..10].try_into().ok()?),
        })
    }
}

/// A page to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// Most rows it may have.
    pub limit: usize,
    /// Where it lies; the beginning without one.
    pub cursor: Option<Cursor>,
    /// The list it belongs to.
    pub fingerprint: Fingerprint,
}

impl Page {
    /// In which order to read the rows of a list sorted by `order`: backwards for a page before its cursor.
    #[must_use]
    pub fn scan(&self, order: Order) -> Order {
        match self.cursor {
            Some(Cursor { direction: Direction::Backward, .. }) => order.reversed(),
            _ => order,
        }
    }

    /// Where to begin reading.
    #[must_use]
    pub fn after(&self) -> Option<Position> {
        self.cursor.map(|cursor| cursor.position)
    }

    /// Cuts what was read in [`Page::scan`] order, one row more than the limit if there are as many, to the page in
    /// the list's order.
    #[must_use]
    pub fn cut<T>(&self, mut read: Vec<T>, position: impl Fn(&T) -> Position) -> Slice<T> {
        let more = read.len() > self.limit;
        read.truncate(self.limit);
        let backward = self.cursor.is_some_and(|cursor| cursor.direction == Direction::Backward);
        if backward {
            read.reverse();
        }
        let cursor =
            |row: &T, direction| Cursor { position: position(row), direction, fingerprint: self.fingerprint }.encode();
        let (before, after) = if backward { (more, true) } else { (self.cursor.is_some(), more) };
        Slice {
            prev_cursor: read.first().filter(|_| before).map(|row| cursor(row, Direction::Backward)),
            next_cursor: read.last().filter(|_| after).map(|row| cursor(row, Direction::Forward)),
            rows: read,
        }
    }
}

/// A page that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slice<T> {
    /// Its rows in the list's order.
    pub rows: Vec<T>,
    /// Leads to the page after it; none at the end.
    pub next_cursor: Option<String>,
    /// Leads to the page before it; none at the beginning.
    pub prev_cursor: Option<String>,
}

impl<T> Slice<T> {
    /// The same page of what `change` makes of each row.
    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Slice<U> {
        Slice {
            rows: self.rows.into_iter().map(change).collect(),
            next_cursor: self.next_cursor,
            prev_cursor: self.prev_cursor,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Cursor, Direction, Fingerprint, Order, Page, Position};
    use uuid::Uuid;

    #[test]
    fn only_our_own_cursors_are_read() {
        for text in ["", "abc", "AAAA", &"A".repeat(46), "%", &"A".repeat(4000)] {
            assert_eq!(Cursor::decode(text), None, "{text}");
        }
    }

    #[test]
    fn the_fingerprint_tells_lists_apart() {
        let of = |pairs: &[(&'static str, &'static str)]| Fingerprint::of(pairs.iter().copied());
        assert_eq!(of(&[("type", "api"), ("q", "x")]), of(&[("q", "x"), ("type", "api")]));
        assert_ne!(of(&[("type", "api")]), of(&[("type", "test")]));
        assert_ne!(of(&[("a", "bc")]), of(&[("ab", "c")]));
    }

    proptest::proptest! {
        #[test]
        fn a_cursor_reads_back(key: i64, id: u128, backward: bool) {
            let cursor = Cursor {
                position: Position { key, id: Uuid::from_u128(id) },
                direction: if backward { Direction::Backward } else { Direction::Forward },
                fingerprint: Fingerprint::of([("type", "api")]),
            };
            proptest::prop_assert_eq!(Cursor::decode(&cursor.encode()), Some(cursor));
        }

        /// Over a plain sorted list: both ways, every row once, no matter how many share a key.
        #[test]
        fn paging_visits_every_row_once(
            keys in proptest::collection::vec(0i64..5, 0..40), limit in 1usize..7, ascending: bool
        ) {
            let mut list: Vec<Position> = keys.iter().enumerate()
                .map(|(id, key)| Position { key: *key, id: Uuid::from_u128(id as u128) }).collect();
            list.sort_unstable();
            let order = if ascending { Order::Ascending } else { list.reverse(); Order::Descending };
            let fingerprint = Fingerprint::of([]);
            let read = |page: &Page| {
                let mut rows = list.clone();
                rows.sort_unstable();
                if page.scan(order) == Order::Descending { rows.reverse(); }
                if let Some(after) = page.after() {
                    rows.retain(|row| if page.scan(order) == Order::Descending { *row < after } else { *row > after });
                }
                rows.truncate(page.limit + 1);
                page.cut(rows, |row| *row)
            };
            let (mut seen, mut cursor, mut last) = (Vec::new(), None, None);
            loop {
                let slice = read(&Page { limit, cursor, fingerprint });
                proptest::prop_assert_eq!(slice.prev_cursor.is_none(), seen.is_empty());
                seen.extend(slice.rows.clone());
                let Some(next) = slice.next_cursor.clone() else { last = slice.prev_cursor; break };
                cursor = Cursor::decode(&next);
                if seen.len() > list.len() { break }
            }
            proptest::prop_assert_eq!(&seen, &list);
            let mut back: Vec<Position> = seen.split_off(seen.len() - if last.is_some() { (list.len() - 1) % limit + 1 } else { seen.len() });
            while let Some(previous) = last {
                let slice = read(&Page { limit, cursor: Cursor::decode(&previous), fingerprint });
                proptest::prop_assert!(slice.next_cursor.is_some());
                back.splice(0..0, slice.rows);
                last = slice.prev_cursor;
            }
            proptest::prop_assert_eq!(&back, &list);
        }
    }
}
