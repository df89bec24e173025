//! A file is short enough to be read in one go.

use super::File;

const LONGEST: usize = 400;
const MEDIAN: usize = 100;

pub(crate) fn check(files: &[&File]) -> Vec<String> {
    let mut lengths: Vec<(usize, &str)> =
        files.iter().map(|file| (code(&file.text), file.name.as_str())).collect();
    lengths.sort_unstable();
    let too_long = lengths.iter().filter(|(lines, _)| *lines > LONGEST);
    let mut problems: Vec<String> = too_long
        .map(|(lines, name)| format!("{name}: {lines} lines of code, at most {LONGEST}: split it by job"))
        .collect();
    if let Some((median, _)) = lengths.get(lengths.len() / 2).filter(|(lines, _)| *lines > MEDIAN) {
        problems
            .push(format!("the median file has {median} lines of code, at most {MEDIAN}: split some by job"));
    }
    problems
}

/// Lines up to the tests that are neither blank nor comment.
fn code(text: &str) -> usize {
    text.lines()
        .take_while(|line| !line.starts_with("#[cfg(test)]"))
        .map(str::trim_start)
        .filter(|line| !line.is_empty() && !line.starts_with("//"))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_blanks_and_tests_are_free() {
        assert_eq!(code("//! Words.\n\nfn f() {\n    // why\n}\n\n#[cfg(test)]\nmod tests {}\n"), 2);
    }

    #[test]
    fn a_long_file_and_a_high_median_are_both_told() {
        let file = File { name: "a.rs".into(), text: "x\n".repeat(401) };
        assert_eq!(
            check(&[&file]),
            [
                "a.rs: 401 lines of code, at most 400: split it by job",
                "the median file has 401 lines of code, at most 100: split some by job"
            ]
        );
    }
}
