//! The process: hands its arguments to the command line and exits with its verdict.

fn main() -> std::process::ExitCode {
    annals::cli::main()
}
