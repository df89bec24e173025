//! Dependencies that name no component of the layout, or a property that the component does not have.

use std::collections::{BTreeSet, HashMap};

use super::callback::malformed;
use super::roles;
use crate::callback::Callback;
use crate::component::Meta;
use crate::component_id::{ComponentId, IdValue};
use crate::dependency::Dependency;
use crate::id_pattern::{IdPattern, KeyPattern};
use crate::suggest::did_you_mean;
use crate::value::Str;

/// The components of the layout that have an id.
#[derive(Default)]
pub(super) struct Components<'a> {
    by_id: HashMap<String, &'static Meta>,
    keyed: Vec<(ComponentId, &'static Meta)>,
    /// The positions in `keyed` of the ids with this text at this key: what such ids have in common.
    by_key: HashMap<(Str, Str), Vec<usize>>,
    /// What was found out about patterns so far.
    answers: HashMap<(&'a IdPattern, &'a str), Option<String>>,
    /// Ids that are not there, where the app says that they may come later.
    awaited: BTreeSet<&'a str>,
}

impl<'a> Components<'a> {
    /// Adds a component; the id, if there is one with that.
    pub(super) fn insert(&mut self, id: ComponentId, meta: &'static Meta) -> Result<(), ComponentId> {
        if self.by_id.insert(id.to_string(), meta).is_some() {
            return Err(id);
        }
        if let ComponentId::Keys(keys) = &id {
            for (key, value) in keys {
                if let IdValue::Text(text) = value {
                    self.by_key.entry((key.clone(), text.clone())).or_default().push(self.keyed.len());
                }
            }
            self.keyed.push((id, meta));
        }
        Ok(())
    }

    /// What is wrong with the dependencies of a callback.
    pub(super) fn problems(&mut self, callback: &'a Callback, ids_may_be_missing: bool) -> Vec<String> {
        let sound = roles(callback).filter(|(_, dependency)| malformed(dependency).is_none());
        let problem = |(role, dependency): (&str, &'a Dependency)| {
            let is_optional = callback.optional || dependency.allow_optional;
            let problem = match &dependency.id {
                IdPattern::Text(id) => match self.by_id.get(&**id) {
                    Some(meta) => (!meta.has_prop(dependency.property()))
                        .then(|| lacks(meta, id, dependency.property())),
                    None if is_optional => None,
                    None if ids_may_be_missing => {
                        self.awaited.insert(id);
                        None
                    }
                    None => Some(format!("no component of the layout has the id `{id}`{}", self.hint(id))),
                },
                // Components with such ids usually come and go.
                IdPattern::Keys(_) => self.covered(&dependency.id, dependency.property()),
            };
            Some(format!("{role} `{dependency}`: {}", problem?))
        };
        sound.filter_map(problem).collect()
    }

    /// The ids that are not there although callbacks name them, where the app says that they may come later.
    pub(super) fn awaited(&self) -> Option<String> {
        const SHOWN: usize = 10;
        let count = self.awaited.len();
        let ids = self.awaited.iter().take(SHOWN).map(|id| format!("`{id}`{}", self.hint(id)));
        let ids = ids.collect::<Vec<_>>().join(", ");
        let rest = if count > SHOWN { format!(" and {} more", count - SHOWN) } else { String::new() };
        let message =
            "not in the layout, which `suppress_callback_exceptions` allows, as long as they come later";
        (count > 0).then(|| format!("{count} id(s) that callbacks name are {message}: {ids}{rest}"))
    }

    fn hint(&self, id: &str) -> String {
        did_you_mean(id, self.by_id.keys().map(String::as_str))
    }

    /// What is wrong with a property of the components that a pattern stands for. Many callbacks name the same ones.
    fn covered(&mut self, pattern: &'a IdPattern, property: &'a str) -> Option<String> {
        if let Some(known) = self.answers.get(&(pattern, property)) {
            return known.clone();
        }
        let answer = if pattern.has_wildcard() {
            let mut candidates = self.candidates(pattern);
            let lacking = candidates.find(|(id, meta)| !meta.has_prop(property) && pattern.covers(id));
            lacking.map(|(id, meta)| lacks(meta, &id.to_string(), property))
        } else {
            let id = pattern.to_string();
            self.by_id.get(&id).filter(|meta| !meta.has_prop(property)).map(|meta| lacks(meta, &id, property))
        };
        self.answers.insert((pattern, property), answer.clone());
        answer
    }

    /// Components among which are all that a pattern stands for.
    fn candidates(&self, pattern: &IdPattern) -> impl Iterator<Item = &(ComponentId, &'static Meta)> {
        let keys = match pattern {
            IdPattern::Text(_) => None,
            IdPattern::Keys(keys) => Some(keys),
        };
        let values = keys.into_iter().flatten().filter_map(|(key, value)| match value {
            KeyPattern::Value(IdValue::Text(text)) => Some((key.clone(), text.clone())),
            KeyPattern::Value(_) | KeyPattern::Wildcard(_) => None,
        });
        // The rarest of its values leaves the fewest to look at.
        let candidates = values.map(|pair| self.by_key.get(&pair).map_or(&[][..], Vec::as_slice));
        let rarest = candidates.min_by_key(|positions| positions.len());
        let all = rarest.is_none().then_some(self.keyed.iter());
        let some = rarest.into_iter().flatten().map(|position| &self.keyed[*position]);
        all.into_iter().flatten().chain(some)
    }
}

fn lacks(meta: &Meta, id: &str, property: &str) -> String {
    let hint = did_you_mean(property, meta.props.iter().copied());
    format!("`{id}` is a {}.{} and has no property `{property}`{hint}", meta.package.namespace, meta.name)
}
