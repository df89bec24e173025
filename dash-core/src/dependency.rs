//! Dependencies: the id and property that an output, an input or a state names.

use std::fmt;
use std::str::FromStr;

use crate::component_id::ComponentId;
use crate::id_pattern::IdPattern;
use crate::value::Str;

/// A property of a component, or of all components that a pattern covers: what a callback writes, what triggers it,
/// what it reads.
///
/// Made from a pair, or parsed from Dash's notation, which is split at the last dot.
///
/// ```
/// use dash_core::Dependency;
/// let parsed: Dependency = "execute.nClicks".parse()?;
/// assert_eq!(parsed, Dependency::from(("execute", "nClicks")));
/// assert_eq!(parsed.to_string(), "execute.nClicks");
/// # Ok::<(), dash_core::ParseDependencyError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Dependency {
    pub(crate) id: IdPattern,
    pub(crate) property: Str,
    pub(crate) allow_duplicate: bool,
    pub(crate) allow_optional: bool,
}

impl Dependency {
    /// The component, or the components.
    pub fn id(&self) -> &IdPattern {
        &self.id
    }

    /// The property, by its wire name.
    pub fn property(&self) -> &str {
        &self.property
    }

    /// As an output: other callbacks may write the property too. The callback must then wait for a change before its
    /// first call, or say `InitialDuplicate`.
    #[must_use]
    pub fn allow_duplicate(self) -> Self {
        Self { allow_duplicate: true, ..self }
    }

    /// As an input or a state: the component may be missing; the argument is then null.
    #[must_use]
    pub fn allow_optional(self) -> Self {
        Self { allow_optional: true, ..self }
    }

    /// The wire form of an output inside a callback's `output` text, which is split at its dots. A duplicate
    /// output's property ends in `@` and the callback's hash.
    pub(crate) fn output_text(&self, hash: &str) -> String {
        let (id, property) = (self.id.with_escaped_dots(), &self.property);
        if self.allow_duplicate { format!("{id}.{property}@{hash}") } else { format!("{id}.{property}") }
    }
}

impl fmt::Display for Dependency {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}", self.id, self.property)
    }
}

impl<I: Into<IdPattern>, P: Into<Str>> From<(I, P)> for Dependency {
    fn from((id, property): (I, P)) -> Self {
        Self { id: id.into(), property: property.into(), allow_duplicate: false, allow_optional: false }
    }
}

impl FromStr for Dependency {
    type Err = ParseDependencyError;

    fn from_str(text: &str) -> Result<Self, ParseDependencyError> {
        let error = || ParseDependencyError(text.to_owned());
        let (id, property) = text.rsplit_once('.').ok_or_else(error)?;
        let is_pattern = id.starts_with('{');
        if id.is_empty() || property.is_empty() || (!is_pattern && id.contains(['.', '{'])) {
            return Err(error());
        }
        let id: IdPattern = id.parse().map_err(|_| error())?;
        Ok((id, property.to_owned()).into())
    }
}

/// Splits the name of one property, such as `{"index":1,"type":"row"}.value`, into id and property.
pub(crate) fn parse_prop_id(text: &str) -> Option<(ComponentId, &str)> {
    let (id, property) = text.rsplit_once('.')?;
    Some((id.parse::<IdPattern>().ok()?.concrete()?, property))
}

/// A text that is not `id.property`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected `id.property`, found `{0}`; an id holds no `.` and no `{{`, unless it is an object of keys"
)]
pub struct ParseDependencyError(String);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_names_no_property_is_refused() {
        for text in ["", "result", ".children", "result.", "a.b.c", "{x.children", "{\"a\":[1]}.x"] {
            let error = text.parse::<Dependency>().unwrap_err().to_string();
            assert!(error.contains(&format!("found `{text}`")), "{error}");
        }
    }

    #[test]
    fn an_id_of_keys_may_hold_dots() {
        let parsed: Dependency = r#"{"index":1.5}.children"#.parse().unwrap();
        assert_eq!(parsed.id, ComponentId::keys([("index", 1.5)]));
        assert_eq!(parsed.output_text(""), r#"{"index":1.5}.children"#);
    }

    /// C26: dots in an id of keys never become `\.`, which is not JSON.
    #[test]
    fn c26_dots_in_an_output_id_are_escaped_as_json() {
        let output = Dependency::from((ComponentId::keys([("index", "a.b")]), "children"));
        assert_eq!(output.output_text(""), r#"{"index":"a\u002eb"}.children"#);
        assert_eq!(output.to_string(), r#"{"index":"a.b"}.children"#);
    }
}
