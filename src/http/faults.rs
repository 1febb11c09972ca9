//! Faults gathered while a request is checked, so that the caller learns all of them at once.

use super::error::{Error, Fault};

/// More faults than this help nobody.
const MOST: usize = 20;

/// What is wrong with a request.
#[derive(Debug, Default)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// One more; `message` says what is expected.
    pub fn add(&mut self, field: impl Into<String>, message: impl Into<String>) {
        if self.0.len() < MOST {
            self.0.push(Fault { field: field.into(), message: message.into() });
        }
    }

    /// Reads a value if it is given; `form` says what it must look like.
    pub fn read<T>(
        &mut self,
        field: &str,
        value: Option<&str>,
        form: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let found = read(value?);
        if found.is_none() {
            self.add(field, form);
        }
        found
    }

    /// A text that must have `least` to `most` characters.
    pub fn length(&mut self, field: &str, text: &str, least: usize, most: usize) {
        let characters = text.chars().count();
        if !(least..=most).contains(&characters) {
            self.add(field, format!("has {characters} characters; give {least} to {most}"));
        }
    }

    /// A key that must have 1 to [`crate::domain::text::MAX_KEY_BYTES`] bytes.
    pub fn key(&mut self, field: &str, text: &str) {
        let most = crate::domain::text::MAX_KEY_BYTES;
        if text.is_empty() || text.len() > most {
            self.add(field, format!("has {} bytes; give 1 to {most}", text.len()));
        }
    }

    /// The value, unless there was any fault.
    ///
    /// # Errors
    /// [`Error::Invalid`] with all of them.
    pub fn unless<T>(self, value: T) -> Result<T, Error> {
        if self.0.is_empty() { Ok(value) } else { Err(Error::Invalid(self.0)) }
    }
}
