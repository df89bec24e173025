//! What the README shows is what the examples hold, word for word.
//!
//! A line `<!-- path/of/a/file -->` says that the fenced block after it is that file.

use std::fs;

use crate::workspace::root;

const DEMO: &str = "examples/async-callback/src/main.rs";

pub(crate) fn check() -> Vec<String> {
    let Ok(readme) = fs::read_to_string(root().join("README.md")) else {
        return vec!["README.md: missing: it is the first thing a stranger reads".into()];
    };
    let blocks = blocks(&readme);
    let mut problems: Vec<String> = blocks.iter().filter_map(differs).collect();
    if !blocks.iter().any(|block| block.file == DEMO) {
        problems
            .push(format!("README.md: no line `<!-- {DEMO} -->` with that file in a fenced block after it"));
    }
    problems
}

struct Block<'a> {
    file: &'a str,
    line: usize,
    text: String,
}

fn differs(block: &Block) -> Option<String> {
    let Block { file, line, text } = block;
    match fs::read_to_string(root().join(file)) {
        Ok(source) if source == *text => None,
        Ok(_) => Some(format!("README.md:{line}: the block differs from {file}: copy the file into it")),
        Err(error) => Some(format!("README.md:{line}: {file} cannot be read: {error}")),
    }
}

/// The fenced blocks that follow a line naming a file.
fn blocks(readme: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut lines = (1..).zip(readme.lines());
    while let Some((_, line)) = lines.next() {
        let marker = line.strip_prefix("<!-- ").and_then(|rest| rest.strip_suffix(" -->"));
        let Some(file) = marker.filter(|file| file.contains('.') && !file.contains(' ')) else { continue };
        let Some((line, _)) =
            lines.find(|(_, line)| !line.is_empty()).filter(|(_, it)| it.starts_with("```"))
        else {
            continue;
        };
        let body = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```");
        blocks.push(Block { file, line, text: body.flat_map(|line| [line, "\n"]).collect() });
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_block_is_found_and_others_are_not() {
        let readme =
            "# T\n\n```rust\nno\n```\n\n<!-- a/b.rs -->\n\n```rust\nfn f() {\n}\n```\n<!-- a remark. -->\n";
        let blocks = blocks(readme);
        assert_eq!(blocks.len(), 1);
        assert_eq!((blocks[0].file, blocks[0].line, blocks[0].text.as_str()), ("a/b.rs", 9, "fn f() {\n}\n"));
    }
}
