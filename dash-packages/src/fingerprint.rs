//! The part of a file name that makes a URL change with its content: `name.v4_4_1m1a2b3c4d.js`.

use std::borrow::Cow;

/// Puts a fingerprint before the first dot of the last path segment.
///
/// What is not a letter, digit, `_` or `-` in `version` becomes `_`. A name without a dot is left alone.
///
/// ```
/// let path = dash_packages::fingerprint::insert("deps/react@18.3.1.min.js", "4.4.1", "1a");
/// assert_eq!(path, "deps/react@18.v4_4_1m1a.3.1.min.js");
/// ```
pub fn insert(path: &str, version: &str, hex: &str) -> String {
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    let Some(dot) = path[name..].find('.').map(|dot| name + dot) else {
        return path.to_owned();
    };
    let version = version.replace(|letter| !is_word(letter), "_");
    format!("{}.v{version}m{hex}{}", &path[..dot], &path[dot..])
}

/// The path without its fingerprint, and whether it had one.
///
/// Any fingerprint is taken: bundles ask for their chunks with the one of their own build.
pub fn strip(path: &str) -> (Cow<'_, str>, bool) {
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    let mut parts = path[name..].splitn(3, '.');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(first), Some(mark), Some(rest)) if is_fingerprint(mark) => {
            (Cow::Owned(format!("{}{first}.{rest}", &path[..name])), true)
        }
        _ => (Cow::Borrowed(path), false),
    }
}

/// `v`, one or more word characters or hyphens, `m`, hexadecimal digits.
fn is_fingerprint(mark: &str) -> bool {
    mark.strip_prefix('v').and_then(|mark| mark.rsplit_once('m')).is_some_and(|(version, hex)| {
        !version.is_empty()
            && version.chars().all(is_word)
            && !hex.is_empty()
            && hex.chars().all(|digit| digit.is_ascii_hexdigit())
    })
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || letter == '-'
}

#[cfg(test)]
mod tests {
    use super::*;

    /// C11: the table of protocol section 2.2.
    #[test]
    fn c11_any_fingerprint_after_the_first_dot_is_stripped() {
        for (path, stripped, fingerprinted) in [
            ("dash/dcc/dash_core_components.v4_4_1m1795348059.js", "dash/dcc/dash_core_components.js", true),
            ("dash/deps/react@18.v4_4_1m1795348059.3.1.min.js", "dash/deps/react@18.3.1.min.js", true),
            ("dash/deps/react@18.v4_4_1m1.3.1.min.js", "dash/deps/react@18.3.1.min.js", true),
            ("a/async-EditControl.v1_2m0aF.ts.js", "a/async-EditControl.ts.js", true),
            ("a/x.vm-_m1.js", "a/x.js", true),
            ("dash/dcc/async-graph.js", "dash/dcc/async-graph.js", false),
            ("dash/dcc/async-graph.js.map", "dash/dcc/async-graph.js.map", false),
            ("a/x.vm1.js", "a/x.vm1.js", false),
            ("a/x.v1m.js", "a/x.v1m.js", false),
            ("a/x.v1mg.js", "a/x.v1mg.js", false),
            ("a/x.v4.1m1.js", "a/x.v4.1m1.js", false),
            ("a/x.v1m1", "a/x.v1m1", false),
            ("a.v1m1.b/x.js", "a.v1m1.b/x.js", false),
            ("", "", false),
        ] {
            assert_eq!(strip(path), (stripped.into(), fingerprinted), "{path}");
        }
    }

    #[test]
    fn c11_what_is_inserted_is_stripped_again() {
        for path in ["dash/deps/react@18.3.1.min.js", "a/b.js", "x.tar.gz"] {
            assert_eq!(strip(&insert(path, "1.0.0rc1+é!", "00ff")), (path.into(), true));
        }
        assert_eq!(insert("a.b/LICENSE", "1", "0"), "a.b/LICENSE");
    }
}
