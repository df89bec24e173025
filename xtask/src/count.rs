//! Counts what test programs report.

use std::ops::AddAssign;

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Count {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl Count {
    pub(crate) const PASSED: Self = Self { passed: 1, failed: 0 };
    pub(crate) const FAILED: Self = Self { passed: 0, failed: 1 };

    pub(crate) fn total(self) -> u64 {
        self.passed + self.failed
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Adds up the `test result:` lines of the output of `cargo test`.
pub(crate) fn libtest(output: &str) -> Count {
    let mut count = Count::default();
    for line in output.lines() {
        let Some((_, results)) = line.split_once("test result: ") else { continue };
        count.passed += number_before(results, " passed");
        count.failed += number_before(results, " failed");
    }
    count
}

fn number_before(text: &str, word: &str) -> u64 {
    let Some((before, _)) = text.split_once(word) else { return 0 };
    before.rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adds_up_every_program() {
        let output = "
running 3 tests
test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
   Doc-tests dash
test result: FAILED. 20 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s
";
        assert_eq!(libtest(output), Count { passed: 23, failed: 2 });
    }

    #[test]
    fn output_without_results_counts_nothing() {
        assert_eq!(libtest("error: could not compile `dash`").total(), 0);
    }
}
