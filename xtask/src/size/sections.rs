//! The sections of a program, by what they are for.

use std::collections::BTreeMap;

/// What sections are for, in the order in which they are told.
pub(super) const KINDS: [&str; 5] = ["code", "data", "unwinding", "linking", "debug information"];

/// Bytes by kind.
#[derive(Debug, Default)]
pub(super) struct Sections(BTreeMap<&'static str, u64>);

impl Sections {
    pub(super) fn of(&self, kind: &str) -> u64 {
        self.0.get(kind).copied().unwrap_or_default()
    }
}

/// Sums what `size -A` prints.
pub(super) fn read(text: &str) -> Sections {
    let mut sections = Sections::default();
    for line in text.lines() {
        let words: Vec<_> = line.split_whitespace().collect();
        let [name, size, _] = words[..] else { continue };
        if let (Some(kind), Ok(size)) = (kind(name), size.parse::<u64>()) {
            *sections.0.entry(kind).or_default() += size;
        }
    }
    sections
}

/// What a section is for; `None` for what takes no room in the file, and for what is no section.
fn kind(name: &str) -> Option<&'static str> {
    let starts = |starts: &[&str]| starts.iter().any(|start| name.starts_with(start));
    if !name.starts_with('.') || starts(&[".bss", ".tbss", ".relro_padding"]) {
        return None;
    }
    Some(if starts(&[".text", ".init", ".fini", ".plt"]) && !name.ends_with("_array") {
        "code"
    } else if starts(&[".eh_frame", ".gcc_except_table"]) {
        "unwinding"
    } else if starts(&[".rodata", ".data", ".tdata"]) {
        "data"
    } else if starts(&[".debug"]) {
        "debug information"
    } else {
        "linking"
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_summed_by_what_they_are_for() {
        let sections = read(
            "program  :\nsection  size  addr\n.text  100  4096\n.plt  1  0\n.init_array  8  0\n.rodata  30  0\n\
             .data.rel.ro  4  0\n.eh_frame_hdr  2  0\n.eh_frame  5  0\n.bss  1000  0\n.rela.dyn  6  0\n\
             .debug_line  9  0\nTotal  1165\n",
        );
        assert_eq!(KINDS.map(|kind| sections.of(kind)), [101, 34, 7, 14, 9]);
    }
}
