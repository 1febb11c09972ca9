//! How many files and connections the process may have open.

use nix::sys::resource::{Resource, getrlimit, setrlimit};

/// Raises the limit to what the system allows: each stream holds a connection on both sides, and the usual soft limit
/// of 1,024 is below what `http.connections` promises. A system that refuses leaves it as it is.
pub(super) fn raise() {
    let raised = getrlimit(Resource::RLIMIT_NOFILE)
        .and_then(|(soft, hard)| if soft < hard { setrlimit(Resource::RLIMIT_NOFILE, hard, hard) } else { Ok(()) });
    if let Err(error) = raised {
        tracing::warn!(error = %error, "The limit of open files cannot be raised.");
    }
}
