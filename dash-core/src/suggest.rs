//! Texts of others in messages: as much of them as a reader needs, and the nearest of the names that would have been right.

/// At most 60 characters of a text, in backquotes.
pub(crate) fn shortened(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("`{}...`", &text[..end]),
        None => format!("`{text}`"),
    }
}

/// `; did you mean ..?` with the candidate nearest to `found`, or nothing when none is near.
pub(crate) fn did_you_mean<'a>(found: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    nearest(found, candidates).map(|name| format!("; did you mean `{name}`?")).unwrap_or_default()
}

/// The candidate nearest to `found`: equal but for case and underscores, else within a third of its length.
fn nearest<'a>(found: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    /// What is longer is no slip of the pen, and may come from anybody: comparing it would take long.
    const LONGEST: usize = 200;
    if found.len() > LONGEST {
        return None;
    }
    let plain = |text: &str| text.replace(['_', '-'], "").to_lowercase();
    let wanted = plain(found);
    let length = found.chars().count();
    let limit = (length / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST)
        .filter_map(|candidate| {
            if plain(candidate) == wanted {
                return Some((0, candidate));
            }
            // It takes a change for each letter that one has more: a comparison is not cheap.
            let may_be_near = candidate.chars().count().abs_diff(length) <= limit;
            may_be_near.then(|| (strsim::damerau_levenshtein(found, candidate), candidate))
        })
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_underscores_count_less_than_letters() {
        assert_eq!(nearest("n_clicks", ["href", "nClicks", "n_click"]), Some("nClicks"));
        assert_eq!(nearest("exceute", ["result", "execute"]), Some("execute"));
        assert_eq!(nearest("xyz", ["result", "execute"]), None);
        assert_eq!(nearest(&"x".repeat(1 << 22), ["x"]), None);
    }
}
