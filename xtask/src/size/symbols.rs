//! Which crate the code of a program comes from, as far as the names of its symbols say.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// What is compiled into every Rust program.
const STANDARD: [&str; 5] = ["alloc", "compiler_builtins", "core", "panic_unwind", "std"];

/// Bytes of code by crate, most first. Generic code counts for the crate that wrote it, not for the one that uses it.
pub(super) fn by_crate(nm: &str) -> Vec<(String, u64)> {
    let mut sums: BTreeMap<String, u64> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for line in nm.lines() {
        let mut words = line.splitn(4, ' ');
        let (Some(address), Some(size), Some(kind), Some(name)) =
            (words.next(), words.next(), words.next(), words.next())
        else {
            continue;
        };
        // Functions that are the same share one place, under several names.
        if !matches!(kind, "t" | "T" | "w" | "W") || !seen.insert(address) {
            continue;
        }
        if let Ok(size) = u64::from_str_radix(size, 16) {
            *sums.entry(crate_of(name).to_owned()).or_default() += size;
        }
    }
    let mut sums: Vec<_> = sums.into_iter().collect();
    sums.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    sums
}

/// The first crate in a name that is not the standard library's.
fn crate_of(name: &str) -> &str {
    let mut rest = name;
    let mut found = "";
    while let Some(at) = rest.find("::") {
        let (head, tail) = rest.split_at(at);
        let start = head.rfind(|c: char| !c.is_alphanumeric() && c != '_').map_or(0, |at| at + 1);
        // What follows another `::` is no crate.
        let is_first = !head[..start].ends_with("::");
        let name = &head[start..];
        rest = &tail[2..];
        // The rest of this path.
        let end = rest.find(|c: char| !c.is_alphanumeric() && !"_:".contains(c)).unwrap_or(rest.len());
        rest = &rest[end..];
        if !is_first || name.is_empty() {
            continue;
        }
        if !STANDARD.contains(&name) {
            return name;
        }
        found = "std";
    }
    if found.is_empty() { "(no crate in the name)" } else { found }
}

pub(super) fn table(sums: &[(String, u64)], named: usize) -> String {
    let mut text = format!("\n{:<38}{:>22}\n", "code by crate, bytes", "embed");
    for (name, size) in sums.iter().take(named) {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{name:<38}{size:>22}");
    }
    let rest: u64 = sums.iter().skip(named).map(|(_, size)| size).sum();
    let others = format!("{} others", sums.len().saturating_sub(named));
    let _ = writeln!(text, "{others:<38}{rest:>22}");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_crate_is_the_first_that_is_not_the_standard_library() {
        for (name, expected) in [
            ("tokio::runtime::park::CachedParkThread::block_on", "tokio"),
            (
                "<&mut serde_json::de::Deserializer<R> as serde_core::de::Deserializer>::deserialize",
                "serde_json",
            ),
            (
                "core::ptr::drop_in_place<axum::routing::Router<alloc::sync::Arc<dash_server::Server>>>",
                "axum",
            ),
            ("<alloc::vec::Vec<gimli::read::Unit> as core::ops::drop::Drop>::drop", "gimli"),
            ("<F as axum::handler::Handler<(M,T1,T2),S>>::call::{{closure}}", "axum"),
            ("core::slice::sort::stable::quicksort::quicksort", "std"),
            ("<alloc::vec::Vec<u8> as core::ops::drop::Drop>::drop", "std"),
            ("_start", "(no crate in the name)"),
        ] {
            assert_eq!(crate_of(name), expected, "{name}");
        }
    }

    #[test]
    fn code_is_summed_once_and_data_is_no_code() {
        let nm = "0000000000000010 0000000000000010 t tokio::a\n0000000000000010 0000000000000010 T tokio::b\n\
                  0000000000000020 00000000000000ff t axum::a\n0000000000000200 0000000000000001 t tokio::c d\n\
                  0000000000000300 0000000000001000 r tokio::TABLE\n                 U malloc\n";
        let sums = by_crate(nm);
        assert_eq!(sums, [("axum".to_owned(), 255), ("tokio".to_owned(), 17)]);
        let table = table(&sums, 1);
        assert!(table.contains("axum") && table.lines().last().unwrap().starts_with("1 others"), "{table}");
    }
}
