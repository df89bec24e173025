//! The components that a request names for an output.

use crate::id_pattern::IdPattern;
use crate::wire::{Item, Items, Siblings};

/// The components of one output, by the text form of their ids.
#[derive(Debug, Clone)]
pub(crate) enum Target {
    One(String),
    Many(Texts),
}

/// Any number of texts, one after the other in one piece of memory.
#[derive(Debug, Clone)]
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

impl Target {
    /// Those of an output with this pattern.
    pub(crate) fn new(items: &Items<'_>, pattern: &IdPattern) -> Self {
        match items {
            Items::One(item) => Self::One(item.id.to_text()),
            Items::Many(items) => Self::Many(Texts::of(items, pattern)),
        }
    }
}

impl Texts {
    fn of(items: &[Item<'_>], pattern: &IdPattern) -> Self {
        let mut texts = Self { all: String::new(), ends: Vec::with_capacity(items.len()) };
        // The first id as it stands in the request, and its text form: the others have the like.
        let first = items.first().and_then(|item| Some((item.id.json()?, item.id.to_text())));
        let siblings = first.as_ref().zip(pattern.many_key());
        let siblings = siblings
            .and_then(|((json, text), key)| Some((Siblings::of(json, key)?, Siblings::of(text, key)?)));
        for Item { id, .. } in items {
            let sibling = siblings.and_then(|(found, form)| Some((form, found.value(id.json()?)?)));
            match sibling {
                Some((form, value)) => form.push_to(&mut texts.all, value),
                None => texts.all.push_str(&id.to_text()),
            }
            texts.ends.push(texts.all.len());
        }
        texts
    }
}
