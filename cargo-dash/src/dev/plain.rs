//! Text without what tells a terminal how to show it.

/// Leaves out escape sequences: colours, and links.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter != '\u{1b}' {
            plain.push(letter);
            continue;
        }
        match letters.next() {
            // A control sequence ends with a letter or one of a few signs.
            Some('[') => drop(letters.find(|letter| ('@'..='~').contains(letter))),
            // A command of the system ends with a bell, or with an escape and a backslash.
            Some(']') if letters.find(|letter| matches!(letter, '\u{7}' | '\u{1b}')) == Some('\u{1b}') => {
                letters.next();
            }
            _ => (),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_show_stays() {
        let coloured = "\u{1b}[0m\u{1b}[1m\u{1b}[38;5;9merror[E0425]\u{1b}[0m: no `é` \
                        \u{1b}]8;;https://example.com\u{1b}\\link\u{1b}]8;;\u{7}.";
        assert_eq!(plain(coloured), "error[E0425]: no `é` link.");
        assert_eq!(plain("cut \u{1b}["), "cut ");
    }
}
