//! `cargo xtask size`: how large a program is, with and without its packages inside, and what is in it.

mod build;
mod packages;
mod sections;
mod symbols;

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use crate::workspace::{command, find_program, output};
use build::Built;
use sections::Sections;

pub(crate) const USAGE: &str = "cargo xtask size";

/// How many crates are named; the others are one sum.
const NAMED: usize = 25;

pub(crate) fn main(args: &[&str]) -> ExitCode {
    let report = if args.is_empty() { report() } else { Err(format!("usage: {USAGE}")) };
    match report {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

/// One program, measured.
struct Size {
    /// In bytes, as cargo builds it.
    file: u64,
    /// In bytes, without symbols.
    stripped: u64,
    sections: Sections,
}

fn report() -> Result<String, String> {
    for tool in ["nm", "size", "strip"] {
        if find_program(&[tool]).is_none() {
            return Err(format!("this machine has no `{tool}`; install binutils"));
        }
    }
    // So that there is something to embed.
    output(crate::workspace::cargo().args(["dash", "fetch"]))?;
    let plain = measure(&build::build(&[])?)?;
    let built = build::build(&["--features", "embed"])?;
    let embed = measure(&built)?;
    let mut text = sizes(&plain, &embed);
    let folder = built.embedded.as_deref().ok_or("cargo did not say where dash-embed was built")?;
    text.push_str(&packages::table(&packages::read(folder)?));
    let names = output(command("nm").args(["--print-size", "--demangle"]).arg(&built.program))?;
    text.push_str(&symbols::table(&symbols::by_crate(&names), NAMED));
    Ok(text)
}

fn measure(built: &Built) -> Result<Size, String> {
    let stripped = built.program.with_extension("stripped");
    output(command("strip").arg("-o").arg(&stripped).arg(&built.program))?;
    Ok(Size {
        file: length(&built.program)?,
        stripped: length(&stripped)?,
        sections: sections::read(&output(command("size").arg("-A").arg(&built.program))?),
    })
}

fn length(path: &Path) -> Result<u64, String> {
    let metadata = fs::metadata(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    Ok(metadata.len())
}

/// Both programs, side by side, in bytes.
fn sizes(plain: &Size, embed: &Size) -> String {
    let mut rows = vec![
        ("file", plain.file, embed.file),
        ("symbols", plain.file.saturating_sub(plain.stripped), embed.file.saturating_sub(embed.stripped)),
        ("stripped", plain.stripped, embed.stripped),
    ];
    for kind in sections::KINDS {
        rows.push((kind, plain.sections.of(kind), embed.sections.of(kind)));
    }
    let mut text = format!("{:<24}{:>14}{:>14}{:>14}\n", "async-callback, bytes", "plain", "embed", "more");
    for (name, plain, embed) in rows {
        let more = i128::from(embed) - i128::from(plain);
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{name:<24}{plain:>14}{embed:>14}{more:>+14}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_compared_row_by_row() {
        let size = |file, stripped, code: u64| Size {
            file,
            stripped,
            sections: sections::read(&format!(".text {code} 4096")),
        };
        let text = sizes(&size(100, 60, 10), &size(1100, 1040, 7));
        let row = |name: &str| {
            let line = text.lines().find(|line| line.starts_with(name)).unwrap();
            line.split_whitespace().skip(1).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(row("file"), ["100", "1100", "+1000"]);
        assert_eq!(row("symbols"), ["40", "60", "+20"]);
        assert_eq!(row("code"), ["10", "7", "-3"]);
    }

    #[test]
    fn it_takes_no_arguments() {
        assert_eq!(main(&["--fast"]), ExitCode::FAILURE);
    }
}
