//! What an app may be called.

use std::path::Path;

use crate::Result;

/// Words of the language, and the crates that an app has beside itself.
const TAKEN: [&str; 58] = [
    "abstract",
    "alloc",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "core",
    "crate",
    "dash",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "proc_macro",
    "pub",
    "ref",
    "return",
    "self",
    "serde_json",
    "static",
    "std",
    "struct",
    "super",
    "test",
    "tokio",
    "trait",
    "true",
    "try",
    "type",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
];

/// The name of the app in a folder: the folder's own.
pub(crate) fn of(folder: &Path) -> Result<&str> {
    let advice = "an app is called by letters, digits, `-` and `_`, a letter first: `cargo dash new my-app`";
    let name = folder.file_name().ok_or_else(|| format!("`{}` has no name; {advice}", folder.display()))?;
    let found = name.to_string_lossy();
    let name = name.to_str().filter(|name| is_well_formed(name));
    let name = name.ok_or_else(|| format!("`{found}` is no name of a crate; {advice}"))?;
    if TAKEN.contains(&name.replace('-', "_").as_str()) {
        return Err(format!("`{name}` means something else to Rust or to cargo; choose another name").into());
    }
    Ok(name)
}

fn is_well_formed(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|it| it.is_ascii_alphanumeric() || matches!(it, '-' | '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_part_of_a_path_is_the_name() {
        assert_eq!(of(Path::new("apps/my-app")).unwrap(), "my-app");
        assert_eq!(of(Path::new("Demo_2/")).unwrap(), "Demo_2");
    }

    #[test]
    fn other_names_are_refused_with_what_may_stand_there() {
        for (name, part) in [
            ("2demo", "`2demo` is no name of a crate; an app is called by letters"),
            ("de mo", "is no name of a crate"),
            ("démo", "is no name of a crate"),
            ("..", "`..` has no name; an app is called by letters"),
            ("match", "`match` means something else to Rust"),
            ("proc-macro", "`proc-macro` means something else to Rust"),
            ("dash", "`dash` means something else"),
        ] {
            let error = of(Path::new(name)).unwrap_err().to_string();
            assert!(error.contains(part), "{error}");
        }
    }
}
