//! Work on a timetable.

pub mod index_search;
