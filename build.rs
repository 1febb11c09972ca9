//! Builds again when a migration or a file of the widget is added: the macros that embed them see only those they knew.

fn main() {
    println!("cargo::rerun-if-changed=migrations");
    println!("cargo::rerun-if-changed=web/dist");
}
