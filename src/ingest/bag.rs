//! Attributes as they are collected, whatever the wire: bounded in number and in the length of their names.

use serde_json::{Map, Value};

/// Most attributes of one span, event, resource or scope; what comes after them is counted and left out.
const MOST: usize = 1_000;

/// Longest name in bytes. A longer one is left out with its value: cut, it could pass for another.
const LONGEST_NAME: usize = 1_024;

/// Attributes and how many of them were left out.
#[derive(Debug, Default)]
pub struct Bag {
    /// By name. Of two of one name the last stands.
    pub map: Map<String, Value>,
    /// How many had no room or too long a name.
    pub dropped: u64,
}

impl Bag {
    /// Of names and values as they came.
    pub fn of(pairs: impl IntoIterator<Item = (String, Value)>) -> Self {
        let mut bag = Self::default();
        for (name, value) in pairs {
            if name.len() > LONGEST_NAME || (bag.map.len() >= MOST && !bag.map.contains_key(&name)) {
                bag.dropped += 1;
            } else {
                bag.map.insert(name, value);
            }
        }
        bag
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Bag, LONGEST_NAME, MOST};

    #[test]
    fn the_last_of_two_of_one_name_stands() {
        let bag = Bag::of([("a".to_owned(), json!(1)), ("b".to_owned(), json!(2)), ("a".to_owned(), json!(3))]);
        assert_eq!((Value::Object(bag.map), bag.dropped), (json!({"a": 3, "b": 2}), 0));
    }

    #[test]
    fn the_first_thousand_are_kept_and_a_late_value_of_one_of_them_too() {
        let many = (0..MOST + 7).map(|n| (format!("k{n}"), json!(n))).chain([("k0".to_owned(), json!("late"))]);
        let bag = Bag::of(many);
        assert_eq!((bag.map.len(), bag.dropped), (MOST, 7));
        assert_eq!((&bag.map["k0"], bag.map.get("k1000")), (&json!("late"), None));
    }

    #[test]
    fn too_long_a_name_is_left_out_with_its_value() {
        let name = |length| "x".repeat(length);
        let bag = Bag::of([(name(LONGEST_NAME), json!(1)), (name(LONGEST_NAME + 1), json!(2))]);
        assert_eq!((bag.map.len(), bag.dropped), (1, 1));
    }
}
