//! What surrounds every request, and the connections that it comes by.

mod access;
mod connections;
mod console;
mod document;
mod surroundings;
