//! The `verbatim` binary; see `verbatim --help`.

fn main() -> std::process::ExitCode {
    verbatim::cli::main()
}
