//! The admin API, one file for each noun.
