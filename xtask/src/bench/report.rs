//! `benches/README.md`: what people wrote stays, what was measured is between two marks.

use std::fs;

use crate::workspace::root;

const REPORT: &str = "benches/README.md";

/// Replaces the part of this name.
pub(super) fn write(part: &str, text: &str) -> Result<(), String> {
    let path = root().join(REPORT);
    let old = fs::read_to_string(&path).map_err(|error| format!("cannot read {REPORT}: {error}"))?;
    let new = replaced(&old, part, text)
        .ok_or_else(|| format!("{REPORT} has no lines `{}` and `{}`", begin(part), end(part)))?;
    fs::write(&path, new).map_err(|error| format!("cannot write {REPORT}: {error}"))?;
    println!("wrote {REPORT}");
    Ok(())
}

fn begin(part: &str) -> String {
    format!("<!-- {part}: written by cargo xtask bench -->")
}

fn end(part: &str) -> String {
    format!("<!-- end of {part} -->")
}

fn replaced(old: &str, part: &str, text: &str) -> Option<String> {
    let (begin, end) = (begin(part), end(part));
    let (before, rest) = old.split_once(&begin)?;
    let (_, after) = rest.split_once(&end)?;
    Some(format!("{before}{begin}\n\n{}\n\n{end}{after}", text.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_part_is_replaced() {
        let (begin, end) = (begin("numbers"), end("numbers"));
        let old = format!("# Title\n{begin}\nold\n{end}\nafter\n");
        let new = replaced(&old, "numbers", "new\n").unwrap();
        assert_eq!(new, format!("# Title\n{begin}\n\nnew\n\n{end}\nafter\n"));
        assert_eq!(replaced(&new, "numbers", "new").unwrap(), new);
        assert_eq!(replaced(&old, "build", "new"), None);
    }
}
