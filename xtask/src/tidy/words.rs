//! Some words mean that a thing is not finished, or not checked.

use super::File;

/// Spelt in two halves, so that this file does not hold what it looks for.
const WORDS: &[(&str, &str, &str)] = &[
    ("#[", "ignore", "a test that does not run proves nothing: make it run, or remove it"),
    ("dbg", "!(", "print what users need through `tracing`, remove the rest"),
    ("todo", "!(", "finish it"),
    ("unimplemented", "!(", "finish it"),
];

pub(crate) fn check(files: &[&File]) -> Vec<String> {
    files.iter().flat_map(|file| check_one(file)).collect()
}

fn check_one(file: &File) -> Vec<String> {
    let mut problems = Vec::new();
    for (number, line) in (1..).zip(file.text.lines()) {
        for (start, end, advice) in WORDS {
            let word = format!("{start}{end}");
            if line.contains(&word) {
                problems.push(format!("{}:{number}: `{word}`: {advice}", file.name));
            }
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_with_its_line() {
        let file = File { name: "a.rs".into(), text: format!("fn f() {{\n    {}{}x);\n}}\n", "dbg", "!(") };
        let problems = check(&[&file]);
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems[0].starts_with("a.rs:2: `dbg"), "{problems:?}");
    }
}
