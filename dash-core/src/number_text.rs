//! Numbers as JavaScript prints them: ids are compared as text in the browser.

/// A number as JavaScript's `JSON.stringify` prints it. NaN and the infinities are `null`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NumberText(pub(crate) String);

impl NumberText {
    /// The largest integer up to which JavaScript knows them all.
    const MAX_SAFE_INTEGER: i128 = (1 << 53) - 1;

    #[allow(clippy::cast_precision_loss, reason = "the browser loses the same digits")]
    pub(crate) fn integer(value: i128) -> Self {
        if value.abs() <= Self::MAX_SAFE_INTEGER {
            Self(value.to_string())
        } else {
            Self::float(value as f64)
        }
    }

    pub(crate) fn float(value: f64) -> Self {
        let size = value.abs();
        Self(if !value.is_finite() {
            "null".to_owned()
        } else if size == 0.0 {
            "0".to_owned()
        } else if (1e-6..1e21).contains(&size) {
            // The shortest digits that read back as this number, padded with zeros, without an exponent.
            value.to_string()
        } else {
            let text = format!("{value:e}");
            if size < 1.0 { text } else { text.replace('e', "e+") }
        })
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// C21; the texts are what Node prints.
    #[test]
    fn c21_numbers_are_those_of_javascript() {
        for (number, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (1.0, "1"),
            (-2.5, "-2.5"),
            (0.1, "0.1"),
            (1e-5, "0.00001"),
            (1e-6, "0.000001"),
            (1e-7, "1e-7"),
            (-1.5e-9, "-1.5e-9"),
            (1e17, "100000000000000000"),
            (1.234_567_890_123_456_8e20, "123456789012345680000"),
            (1e21, "1e+21"),
            (1.5e300, "1.5e+300"),
            (f64::NAN, "null"),
            (f64::INFINITY, "null"),
        ] {
            assert_eq!(NumberText::float(number).as_str(), text);
        }
        assert_eq!(NumberText::integer(9_007_199_254_740_991).as_str(), "9007199254740991");
        assert_eq!(NumberText::integer(i128::from(u64::MAX)).as_str(), "18446744073709552000");
    }
}
