//! The components that a request names for an output.

use crate::wire::Items;

/// The components of one output, by the text form of their ids.
#[derive(Debug, Clone)]
pub(crate) enum Target {
    One(String),
    Many(Texts),
}

/// Any number of texts, one after the other in one piece of memory.
#[derive(Debug, Clone, Default)]
pub(crate) struct Texts {
    all: String,
    /// Where each of them ends.
    ends: Vec<usize>,
}

impl Texts {
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = [0].into_iter().chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.all[start..*end])
    }
}

impl From<&Items<'_>> for Target {
    fn from(items: &Items<'_>) -> Self {
        match items {
            Items::One(item) => Self::One(item.id.to_text()),
            Items::Many(items) => {
                let mut texts = Texts { all: String::new(), ends: Vec::with_capacity(items.len()) };
                for item in items {
                    item.id.push_to(&mut texts.all);
                    texts.ends.push(texts.all.len());
                }
                Self::Many(texts)
            }
        }
    }
}
