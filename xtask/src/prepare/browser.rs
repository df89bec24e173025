//! The browser that the tests drive, its driver, and a font that can show what the demos say.

use std::path::PathBuf;

use crate::workspace::{command, find_program, is_root, output};

const PACKAGES: &[&str] = &["chromium", "chromium-driver", "fonts-noto-cjk", "fonts-liberation"];

/// What the tests are told about the browser, by environment variable.
const PROGRAMS: &[(&str, &[&str])] = &[
    ("DASH_CHROMIUM", &["chromium", "chromium-browser", "google-chrome"]),
    ("DASH_CHROMEDRIVER", &["chromedriver"]),
];

/// Installs what is missing where that is allowed; otherwise names it.
pub(crate) fn prepare() -> Result<String, String> {
    let missing = missing();
    if missing.is_empty() {
        return version();
    }
    if !is_root() || find_program(&["apt-get"]).is_none() {
        return Err(format!(
            "missing: {}\non Debian, as root: apt-get update && apt-get install -y --no-install-recommends {}\n\
             elsewhere: install them, or set DASH_CHROMIUM and DASH_CHROMEDRIVER to where they are",
            missing.join(", "),
            PACKAGES.join(" ")
        ));
    }
    output(command("apt-get").args(["update", "--quiet"]))?;
    let install = ["install", "--yes", "--quiet", "--no-install-recommends"];
    output(command("apt-get").env("DEBIAN_FRONTEND", "noninteractive").args(install).args(PACKAGES))?;
    version()
}

/// Environment variables that tell the tests where the programs are.
pub(crate) fn environment() -> impl Iterator<Item = (&'static str, PathBuf)> {
    PROGRAMS.iter().filter_map(|(variable, names)| Some((*variable, program(variable, names)?)))
}

fn program(variable: &str, names: &[&str]) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).or_else(|| find_program(names))
}

fn missing() -> Vec<&'static str> {
    let mut missing: Vec<&str> = PROGRAMS
        .iter()
        .filter(|(variable, names)| program(variable, names).is_none())
        .map(|(_, names)| names[0])
        .collect();
    if !has_chinese_font() {
        missing.push("a font with Chinese characters");
    }
    missing
}

/// Without one, screenshots of the demos are rows of empty boxes.
fn has_chinese_font() -> bool {
    output(command("fc-list").args([":lang=zh-cn", "family"])).is_ok_and(|fonts| !fonts.trim().is_empty())
}

fn version() -> Result<String, String> {
    let mut versions = Vec::new();
    for (_, path) in environment() {
        versions.push(output(command(&path.to_string_lossy()).arg("--version"))?.trim().to_owned());
    }
    Ok(versions.join(", "))
}
