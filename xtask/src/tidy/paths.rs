//! Nothing in the tree knows on which machine it was written.

use crate::workspace::{command, root};

pub(crate) fn check() -> Result<Vec<String>, String> {
    let Some(parent) = root().parent().and_then(|parent| parent.to_str()).filter(|parent| *parent != "/")
    else {
        return Ok(Vec::new());
    };
    let folder = format!("{parent}/");
    let mut grep = command("git");
    grep.args(["grep", "--line-number", "-I", "--fixed-strings", "-e", &folder]);
    let found = grep.output().map_err(|error| format!("{grep:?} did not start: {error}"))?;
    // 1 says that nothing was found, more that nothing was searched.
    if !matches!(found.status.code(), Some(0 | 1)) {
        return Err(format!("{grep:?} failed\n{}", String::from_utf8_lossy(&found.stderr)));
    }
    let lines = String::from_utf8_lossy(&found.stdout).into_owned();
    Ok(lines.lines().filter_map(|line| problem(line, &folder)).collect())
}

/// `line` is `file:number:text`. A folder of the same name inside another path is not meant.
fn problem(line: &str, folder: &str) -> Option<String> {
    let mut parts = line.splitn(3, ':');
    let (file, number, text) = (parts.next()?, parts.next()?, parts.next()?);
    let inside =
        |(at, _): (usize, &str)| text[..at].ends_with(|it: char| it.is_alphanumeric() || "._-~".contains(it));
    text.match_indices(folder).any(|found| !inside(found)).then(|| {
        format!("{file}:{number}: a path of this machine, `{folder}`: write it from the root of the checkout")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_path_from_the_root_is_one() {
        let folder = ["/ho", "me/"].concat();
        assert!(problem(&format!("a.md:3:see {folder}x"), &folder).is_some());
        assert!(problem(&format!("a.md:3:see target{folder}x"), &folder).is_none());
    }
}
