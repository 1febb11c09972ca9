//! The `verbatim` binary; see `verbatim --help`.

/// Under load a fifth of the server's time went into the C library's allocator, whose arenas the worker threads share.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    verbatim::cli::main()
}
