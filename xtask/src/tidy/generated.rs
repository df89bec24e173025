//! A generated file says so, before somebody edits it.

use super::File;

pub(crate) fn check(files: &[File]) -> Vec<String> {
    files
        .iter()
        .filter(|file| file.name.contains("/generated/") && !says_so(&file.text))
        .map(|file| format!("{}: no line `Do not edit` at its head: the generator must write one", file.name))
        .collect()
}

fn says_so(text: &str) -> bool {
    text.lines().take(5).any(|line| line.starts_with("//") && line.to_lowercase().contains("do not edit"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_generated_files_need_the_line() {
        let file = |name: &str, text: &str| File { name: name.into(), text: text.into() };
        let problems = check(&[
            file("a/generated/bare.rs", "fn f() {}"),
            file("a/generated/good.rs", "// Written by xtask: do not edit.\nfn f() {}"),
            file("a/src/lib.rs", "fn f() {}"),
        ]);
        assert_eq!(
            problems,
            ["a/generated/bare.rs: no line `Do not edit` at its head: the generator must write one"]
        );
    }
}
