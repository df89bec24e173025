//! "Did you mean": the nearest of the names that would have been right.

/// `; did you mean ..?` with the candidate nearest to `found`, or nothing when none is near.
pub(crate) fn did_you_mean<'a>(found: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    nearest(found, candidates).map(|name| format!("; did you mean `{name}`?")).unwrap_or_default()
}

/// The candidate nearest to `found`: equal but for case and underscores, else within a third of its length.
fn nearest<'a>(found: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |text: &str| text.replace(['_', '-'], "").to_lowercase();
    let wanted = plain(found);
    let limit = (found.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| {
            let distance =
                if plain(candidate) == wanted { 0 } else { strsim::damerau_levenshtein(found, candidate) };
            (distance, candidate)
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
    }
}
