//! What surrounds every request, and the connections that it comes by.

mod connections;
mod surroundings;
