//! What a callback does beside returning values.

use std::time::Duration;

use crate::side_update::SideUpdate;

/// What an answer has beside the outputs.
#[derive(Debug, Default)]
pub(crate) struct Effects {
    pub(crate) side: SideUpdate,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) timings: Vec<Timing>,
    /// What was asked for and cannot be done.
    pub(crate) problem: Option<String>,
}

/// How long a part of the work took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timing {
    /// A name without anything that separates names in a header.
    pub name: String,
    /// What it is, in words; without quotes and commas, at which the renderer splits.
    pub description: Option<String>,
    /// How long it took.
    pub took: Duration,
}

impl Effects {
    pub(crate) fn record_timing(&mut self, name: &str, took: Duration, description: Option<&str>) {
        let is_plain = |character: char| character.is_ascii_alphanumeric() || "_-.".contains(character);
        let name: String = name.chars().map(|found| if is_plain(found) { found } else { '_' }).collect();
        let is_text = |character: char| character.is_ascii_graphic() || character == ' ';
        let plain = |found| match found {
            ',' | ';' => ' ',
            '"' | '\\' => '\'',
            found if is_text(found) => found,
            _ => '?',
        };
        let description = description.map(|text| text.chars().map(plain).collect());
        self.timings.retain(|timing| timing.name != name);
        self.timings.push(Timing { name, description, took });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// C51: the renderer splits the header at every comma.
    #[test]
    fn c51_timings_hold_nothing_that_the_renderer_splits_at() {
        let mut effects = Effects::default();
        effects.record_timing("query 1, all", Duration::from_millis(3), Some("none"));
        effects.record_timing("query 1, all", Duration::from_millis(4), None);
        effects.record_timing("x", Duration::from_millis(5), Some("rows, \"all\"; é"));
        let timing = |name: &str, took, description: Option<&str>| Timing {
            name: name.to_owned(),
            description: description.map(str::to_owned),
            took: Duration::from_millis(took),
        };
        assert_eq!(
            effects.timings,
            [timing("query_1__all", 4, None), timing("x", 5, Some("rows  'all'  ?"))]
        );
    }
}
