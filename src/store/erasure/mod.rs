//! Deleting conversations with everything that knew them: every place where personal text can be is named here, and a
//! test that plants words in all columns looks for them afterwards.

pub mod deliveries;
pub mod persons;
pub mod records;
pub mod strays;
